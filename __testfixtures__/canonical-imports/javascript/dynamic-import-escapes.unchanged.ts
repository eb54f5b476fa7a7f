export const load = () => import('./ws/manager');
export const ws = await import('./ws/manager');
const name = 'connect' as const;
(await import('./ws/manager'))[name];
import('./ws/manager').then(({ connect, ...rest }) => rest);
import('./ws/manager').then(use);
declare function use(m: unknown): void;
