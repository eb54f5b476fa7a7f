import { send } from "./old";
export const app = () => send();
