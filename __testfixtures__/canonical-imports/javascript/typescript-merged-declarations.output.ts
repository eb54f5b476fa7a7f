import {
  connect as wsConnect,
  disconnect,
  button as wsButton,
  limits as wsLimits,
} from './ws/websocket-manager';

namespace Sockets { export const connect = 1 }
namespace Sockets { export const b = wsConnect('all blocks see what one exports') }
namespace Sockets.Deep { export const b = wsConnect('and those inside do') }
namespace Own { const disconnect = 1; const ws = { button: disconnect } ; ws.button }
namespace Own { export const c = disconnect }
declare namespace Ambient { const button: 1 }
declare namespace Ambient { const d: typeof wsButton }
enum Level { limits = 1 }
enum Level { max = wsLimits.messages }
