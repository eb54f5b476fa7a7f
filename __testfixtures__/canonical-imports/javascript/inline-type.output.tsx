import { type Options, connect, type State as S } from './ws/websocket-manager';
export { type State, disconnect } from './ws/websocket-manager';
