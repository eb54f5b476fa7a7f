export { type T, a } from "./new";
