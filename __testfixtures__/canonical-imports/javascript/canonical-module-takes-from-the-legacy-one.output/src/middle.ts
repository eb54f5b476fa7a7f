export { x } from "./old";
export type { T } from "./old";
