export { x } from "./c";
