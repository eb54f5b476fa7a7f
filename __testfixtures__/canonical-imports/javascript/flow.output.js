// @flow
import {
  type State,
  type Options as wsOptions,
  connect as wsConnect,
} from './ws/websocket-manager';
import typeof { connect } from './ws/websocket-manager';
import type { Options } from './ws/websocket-manager';
opaque type A = State;
export function f(o: wsOptions): A { return wsConnect((o: any)); }
