export * from "./fast";
export * from "./slow";
