import { type Options, connect, type State as S } from './ws/manager';
export { type State, disconnect } from './ws/manager';
