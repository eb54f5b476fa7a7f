import {
  connect as connectTheFirst,
  disconnect as disconnectTheFirst,
} from './ws/websocket-manager';
