import type { Options, State } from './ws/websocket-manager';
import * as ws from './ws/websocket-manager';
import { connect } from './ws/websocket-manager';
// why it is here
import { disconnect } from './ws/websocket-manager';
