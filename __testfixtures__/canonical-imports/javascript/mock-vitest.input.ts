import { connect } from './ws/manager';

vi.mock(import('./ws/manager'), async (importOriginal) => {
  const actual = await importOriginal<typeof import('./ws/manager')>();
  return { ...actual, connect: vi.fn() };
});
const actual = await vi.importActual<typeof import('./ws/manager')>('./ws/manager');
actual.disconnect();
connect('a');
