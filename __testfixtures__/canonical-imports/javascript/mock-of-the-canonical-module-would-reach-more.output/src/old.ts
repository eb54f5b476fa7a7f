export { send } from "./impl";
