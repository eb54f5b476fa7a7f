export { connect } from './ws/manager';
export { default as Manager } from './ws/manager';
export { connect as open, limits as default } from './ws/manager';
export type { Options } from './ws/manager';
