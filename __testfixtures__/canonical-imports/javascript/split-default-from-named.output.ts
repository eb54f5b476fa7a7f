import { limits } from './ws/manager';
import Manager from './ws/unified-manager';
import { connect } from './ws/websocket-manager';
