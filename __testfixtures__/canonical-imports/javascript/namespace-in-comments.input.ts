import * as ws from './ws/manager';
// ws.connect is called below
ws /* why */ .connect('a');
ws.disconnect(/* all of them */);
