import { connect, onlyHere } from './ws/manager';
import { onlyHere as mine, connect as open, limits } from './ws/manager'
import {onlyHere as second,disconnect} from "./ws/manager";
export { onlyHere as third, connect as fourth } from './ws/manager';
import type { Options, WebSocketManager } from './ws/manager';
