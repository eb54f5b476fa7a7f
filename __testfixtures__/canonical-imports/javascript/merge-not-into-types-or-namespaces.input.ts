import type { Options } from './ws/websocket-manager';
import * as ws from './ws/websocket-manager';
import { connect } from './ws/manager';
import type { State } from './ws/manager';
// why it is here
import { disconnect } from './ws/manager';
