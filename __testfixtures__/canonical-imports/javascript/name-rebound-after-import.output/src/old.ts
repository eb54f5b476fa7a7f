export { state, fixed } from "./new";
