export { a, b as c } from "./new";
export type { T } from "./new";
