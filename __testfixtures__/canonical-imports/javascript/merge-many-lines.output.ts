import {
  disconnect,
  limits,
  connect,
  button as b,
} from './ws/websocket-manager';
import { other } from './other';
