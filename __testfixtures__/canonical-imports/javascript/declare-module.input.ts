import './ws/websocket-manager';

declare module './ws/manager' {
  interface Options {
    retries: number;
  }
}
