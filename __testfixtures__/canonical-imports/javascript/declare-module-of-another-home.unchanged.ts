export {};
declare module './net/old-channel' {
  interface Frame {
    extra: string;
  }
  interface Brand {}
}
declare module './ws/manager' {
  interface Options {}
  interface UnifiedManager {}
}
