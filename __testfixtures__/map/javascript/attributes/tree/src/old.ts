export { Engine, connect } from "./core";
export type { Options } from "./core";
export * as handed from "./core";
