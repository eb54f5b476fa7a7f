export { x, y } from "./a";
