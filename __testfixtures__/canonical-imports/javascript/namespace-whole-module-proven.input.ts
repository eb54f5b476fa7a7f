import * as net from './net/old-channel';
console.log(net);
net.open();
for (const name of Object.keys(net)) net[name as 'open']();
