// @flow
import * as ws from './ws/manager';
import typeof { connect } from './ws/manager';
import type { Options } from './ws/manager';
opaque type A = ws.State;
export function f(o: ws.Options): A { return ws.connect((o: any)); }
