import { constructor, __proto__ as p, connect } from './ws/manager';
import * as ws from './ws/manager';
ws.toString; ws.hasOwnProperty('connect');
