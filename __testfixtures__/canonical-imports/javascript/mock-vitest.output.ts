import { connect } from './ws/websocket-manager';

vi.mock(import('./ws/websocket-manager'), async (importOriginal) => {
  const actual = await importOriginal<typeof import('./ws/websocket-manager')>();
  return { ...actual, connect: vi.fn() };
});
const actual = await vi.importActual<typeof import('./ws/websocket-manager')>('./ws/websocket-manager');
actual.disconnect();
connect('a');
