import {
  disconnect,
  limits,
} from './ws/websocket-manager';
import { other } from './other';
import { connect, button as b } from './ws/manager';
