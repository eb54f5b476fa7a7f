import * as ws from './ws/manager';

namespace Sockets { export const connect = 1 }
namespace Sockets { export const b = ws.connect('all blocks see what one exports') }
namespace Sockets.Deep { export const b = ws.connect('and those inside do') }
namespace Own { const disconnect = 1; const ws = { button: disconnect } ; ws.button }
namespace Own { export const c = ws.disconnect }
declare namespace Ambient { const button: 1 }
declare namespace Ambient { const d: typeof ws.button }
enum Level { limits = 1 }
enum Level { max = ws.limits.messages }
