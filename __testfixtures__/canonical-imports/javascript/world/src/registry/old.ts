export { Registry } from "./registry";
(globalThis as any).registered = true;
