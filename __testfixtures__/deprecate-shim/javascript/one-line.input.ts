// Old home of A.
export { A, make as create } from "./canonical";
export type { Options } from './canonical'
