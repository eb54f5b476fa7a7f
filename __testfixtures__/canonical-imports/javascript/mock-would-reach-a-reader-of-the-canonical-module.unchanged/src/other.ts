import { send } from "./new";
export const other = send();
