import { send } from "@acme/core";
export const free = () => send();
