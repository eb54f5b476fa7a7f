import * as ws from './ws/manager';
import {
  connect,
  button,
  type Options,
  UnifiedManager,
  limits,
} from './ws/websocket-manager';

@connect('x')
class A {
  @button b: Options;
  constructor(private readonly c: UnifiedManager, d = limits) {}
}
const o = { connect() { return connect('') }, [limits.messages]: 1 };
for (const x of [connect]) { ws: for (;;) break ws; }
connect<string>('a'); new UnifiedManager; (connect)(); limits!.messages;
connect`x`;
import alias = ws.disconnect;
export default button;
