export {};
declare module './net/old-channel' {
  interface Frame {
    extra: string;
  }
}
