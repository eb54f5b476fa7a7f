import { connect } from './ws/websocket-manager';
import type { Options } from './ws/websocket-manager';
const { limits } = require('./ws/websocket-manager') as typeof import('./ws/websocket-manager');
