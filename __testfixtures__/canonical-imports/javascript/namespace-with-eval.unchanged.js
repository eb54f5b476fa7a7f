import * as ws from './ws/manager';
ws.connect('a');
eval('ws.limits');
