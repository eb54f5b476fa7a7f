import { connect } from './ws/websocket-manager';
import './polyfill';
import { disconnect } from './ws/websocket-manager';
