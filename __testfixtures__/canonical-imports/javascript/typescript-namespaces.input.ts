import * as ws from './ws/manager';

namespace Sockets {
  const connect = 1;
  export const a = ws.connect(String(connect));
  export namespace ws2 { export type limits = ws.Options }
}
enum Level { limits = 1, max = ws.limits.messages }
