import { send } from "./new";
export const app = () => send();
