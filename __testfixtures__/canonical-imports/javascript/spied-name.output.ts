import * as ws from './ws/websocket-manager';

jest.spyOn(ws, 'connect').mockReturnValue('b');
ws.disconnect();
