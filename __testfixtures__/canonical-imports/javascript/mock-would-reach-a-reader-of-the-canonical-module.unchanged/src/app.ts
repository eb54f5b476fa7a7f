import { send } from "./old";
import { other } from "./other";
export const app = () => send() ?? other;
