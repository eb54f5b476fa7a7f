import * as ws from './ws/manager';

export const Screen = (options: ws.Options) => <ws.button key={ws.limits.messages} />;
export type F = typeof ws.connect;
export class Mine extends ws.UnifiedManager {}
const close = ws?.disconnect;
const o = { connect: ws.connect, ws: 1 };
export function shadow(ws: { connect(): void }) {
  ws.connect();
  { const limits = 1; use(ws, limits); }
}
declare function use(...all: unknown[]): void;
ws.connect('a');
