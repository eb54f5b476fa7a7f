export * from './net/old-channel';
export * as net from './net/old-channel';
