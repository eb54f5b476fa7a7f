import * as net from './net/old-channel';
net.open();
window.open();
open('a');
net.close();
