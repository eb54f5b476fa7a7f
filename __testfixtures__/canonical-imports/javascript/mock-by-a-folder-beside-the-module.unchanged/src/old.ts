export * from "./new";
