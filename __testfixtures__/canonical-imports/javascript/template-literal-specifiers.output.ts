const a = await import(`./ws/websocket-manager`);
a.connect('');
const name = 'manager';
import(`./ws/${name}`);
import('./ws/' + name);
