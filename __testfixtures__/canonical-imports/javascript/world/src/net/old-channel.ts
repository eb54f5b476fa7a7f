export * from "./channel";
export { default } from "./channel";
