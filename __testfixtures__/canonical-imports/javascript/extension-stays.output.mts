import { connect } from './ws/websocket-manager.js';
import { limits } from './ws/websocket-manager.ts';
import { button } from './ws/websocket-manager';
