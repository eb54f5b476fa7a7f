import { connect } from '@app/ws/websocket-manager';
import { limits } from '@app/ws/websocket-manager.js';
import { open } from '#net/channel';
export { close } from "./net/channel.js";
