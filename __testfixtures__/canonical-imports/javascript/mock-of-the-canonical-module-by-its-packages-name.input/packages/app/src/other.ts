import { stop } from "@acme/browser";
export const other = () => stop();
