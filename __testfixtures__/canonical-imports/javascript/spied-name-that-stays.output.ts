import * as ws from './ws/manager';
import { connect } from './ws/websocket-manager';

vi.spyOn(ws, 'onlyHere');
connect('a');
