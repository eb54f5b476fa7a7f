export { connect } from './ws/websocket-manager';
export { default as Manager } from './ws/websocket-manager';
export { connect as open, limits as default } from './ws/websocket-manager';
export type { Options } from './ws/websocket-manager';
