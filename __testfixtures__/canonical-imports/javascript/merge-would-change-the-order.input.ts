import { connect } from './ws/manager';
import './polyfill';
import { disconnect } from './ws/websocket-manager';
