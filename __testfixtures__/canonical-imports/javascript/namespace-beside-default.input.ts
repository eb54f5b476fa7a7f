import Manager, * as ws from './ws/manager';
new Manager().send(ws.connect(''));
