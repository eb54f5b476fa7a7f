const a = await import(`./ws/manager`);
a.connect('');
const name = 'manager';
import(`./ws/${name}`);
import('./ws/' + name);
