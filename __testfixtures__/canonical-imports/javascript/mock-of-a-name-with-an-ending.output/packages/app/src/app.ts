import { send } from "@acme/core/socket-client";
export const app = () => send();
