import {
  type Options,
  button as Button,
  limits,
  connect,
  UnifiedManager,
  disconnect,
} from './ws/websocket-manager';

export const Screen = (options: Options) => <Button key={limits.messages} />;
export type F = typeof connect;
export class Mine extends UnifiedManager {}
const close = disconnect;
const o = { connect: connect, ws: 1 };
export function shadow(ws: { connect(): void }) {
  ws.connect();
  { const limits = 1; use(ws, limits); }
}
declare function use(...all: unknown[]): void;
connect('a');
