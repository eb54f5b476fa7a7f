import * as ws from './ws/manager';
import { connect } from './ws/websocket-manager';

declare module './net/channel' {
  interface Frame {
    // A bare name is what the other module exports, if it does.
    options: ws.Options;
  }
}
connect('a');
