export { send } from "../../core/src/send";
export { stop } from "../../core/src/stop";
