import * as ws from './ws/manager';

jest.spyOn(ws, 'connect').mockReturnValue('b');
ws.disconnect();
