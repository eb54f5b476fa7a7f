import * as ws from './ws/websocket-manager';

export function run() {
  const { connect, limits: bounds } = ws;
  connect(String(bounds.messages));
}
