export * from "./core";
export type { Options as EngineOptions } from "./core";
