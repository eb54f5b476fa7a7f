export * from './net/channel';
export * as net from './net/channel';
