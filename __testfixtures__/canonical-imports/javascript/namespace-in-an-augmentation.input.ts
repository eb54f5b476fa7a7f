import * as ws from './ws/manager';

declare module './net/channel' {
  interface Frame {
    // A bare name is what the other module exports, if it does.
    options: ws.Options;
  }
}
ws.connect('a');
