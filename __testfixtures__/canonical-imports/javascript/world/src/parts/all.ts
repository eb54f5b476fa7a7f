export { alpha } from "./alpha";
export { beta, betaToo } from "./beta";
export const own = 0;
