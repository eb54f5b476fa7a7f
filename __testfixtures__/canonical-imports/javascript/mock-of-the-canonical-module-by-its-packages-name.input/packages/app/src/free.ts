import { send } from "@acme/browser";
export const free = () => send();
