import * as ws from './ws/manager';

vi.spyOn(ws, 'onlyHere');
ws.connect('a');
