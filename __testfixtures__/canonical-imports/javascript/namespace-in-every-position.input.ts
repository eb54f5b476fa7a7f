import * as ws from './ws/manager';

@ws.connect('x')
class A {
  @ws.button b: ws.Options;
  constructor(private readonly c: ws.UnifiedManager, d = ws.limits) {}
}
const o = { connect() { return ws.connect('') }, [ws.limits.messages]: 1 };
for (const x of [ws.connect]) { ws: for (;;) break ws; }
ws.connect<string>('a'); new ws.UnifiedManager; (ws.connect)(); ws.limits!.messages;
ws.connect`x`;
import alias = ws.disconnect;
export default ws.button;
