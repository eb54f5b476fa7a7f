export {};
declare module './net/channel' {
  interface Frame {
    extra: string;
  }
}
