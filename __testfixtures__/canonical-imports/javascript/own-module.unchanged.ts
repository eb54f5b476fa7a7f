export { UnifiedManager, connect, disconnect, limits, button } from "./unified-manager";
export type { Options, State } from "./types";
import * as self from "./manager";
export const onlyHere = self;
