import { connect, disconnect } from './ws/websocket-manager';
import type { Options } from './ws/websocket-manager';
import Manager from './ws/websocket-manager';
import { limits } from './ws/websocket-manager' with { a: 'b' };
