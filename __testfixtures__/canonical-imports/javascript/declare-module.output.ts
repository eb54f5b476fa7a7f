import './ws/websocket-manager';

declare module './ws/types' {
  interface Options {
    retries: number;
  }
}
