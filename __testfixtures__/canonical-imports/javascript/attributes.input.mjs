import data from './net/old-channel.ts' with { type: 'json' };
export { open } from './net/old-channel.ts' with { type: "x" };
