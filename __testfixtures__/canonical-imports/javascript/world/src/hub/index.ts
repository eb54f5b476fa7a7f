export { Core } from "./core";
export { feature } from "./feature";
