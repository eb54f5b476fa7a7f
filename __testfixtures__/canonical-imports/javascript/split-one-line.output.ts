import { onlyHere } from './ws/manager';
import { connect } from './ws/websocket-manager';
import { onlyHere as mine } from './ws/manager'
import { connect as open, limits } from './ws/websocket-manager'
import {onlyHere as second} from "./ws/manager";
import {disconnect} from "./ws/websocket-manager";
export { onlyHere as third } from './ws/manager';
export { connect as fourth } from './ws/websocket-manager';
import type { WebSocketManager } from './ws/manager';
import type { Options } from './ws/websocket-manager';
