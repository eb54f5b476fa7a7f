import data from './net/channel.ts' with { type: 'json' };
export { open } from './net/channel.ts' with { type: "x" };
