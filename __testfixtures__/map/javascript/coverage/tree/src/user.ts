import { chunk, local } from "./star";
import { x } from "./torn";

export const all = [chunk, local, x];
