import * as net from './net/channel';
console.log(net);
net.open();
for (const name of Object.keys(net)) net[name as 'open']();
