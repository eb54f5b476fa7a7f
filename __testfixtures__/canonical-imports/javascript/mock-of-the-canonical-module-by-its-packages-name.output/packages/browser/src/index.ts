export { send, stop } from "./internal";
