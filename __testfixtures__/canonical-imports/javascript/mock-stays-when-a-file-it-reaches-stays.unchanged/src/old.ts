export { send, stop } from "./new";
