export { send } from "./send";
export { stop } from "./stop";
