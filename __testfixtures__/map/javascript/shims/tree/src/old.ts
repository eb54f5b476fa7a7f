/** @deprecated use ./core */
import { Engine } from "./core";

export const Motor = Engine;
export { Engine };
