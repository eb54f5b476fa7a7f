export { send } from "./socket";
