export { x } from "./b";
