import {
  connect as wsConnect,
  type Options,
  limits as wsLimits,
} from './ws/websocket-manager';

namespace Sockets {
  const connect = 1;
  export const a = wsConnect(String(connect));
  export namespace ws2 { export type limits = Options }
}
enum Level { limits = 1, max = wsLimits.messages }
