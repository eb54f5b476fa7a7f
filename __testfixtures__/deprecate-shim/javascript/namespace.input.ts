export * as canonical from "./canonical";
