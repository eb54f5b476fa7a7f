export { Core } from "./core";
