import { send } from "@acme/core/old-client";
export const app = () => send();
