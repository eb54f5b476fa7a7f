import * as ws from './ws/manager';
ws.connect('a');
let o: ws.Options;
