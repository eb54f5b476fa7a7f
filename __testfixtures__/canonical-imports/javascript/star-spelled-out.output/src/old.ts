export { a } from "./new";
export type { T } from "./new";
