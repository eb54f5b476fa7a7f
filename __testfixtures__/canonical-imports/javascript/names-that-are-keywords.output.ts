import { type type as t2 } from './ws/manager';
import type, { connect } from './ws/websocket-manager';
import { type as } from './ws/manager';
