import { connect } from '@app/ws/manager';
import { limits } from '@app/ws/manager.js';
import { open } from '#net/old-channel';
export { close } from "./net/old-channel.js";
