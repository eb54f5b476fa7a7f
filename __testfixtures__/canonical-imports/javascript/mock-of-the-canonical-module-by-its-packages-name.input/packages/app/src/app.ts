import { send } from "@acme/browser";
export const app = () => send();
