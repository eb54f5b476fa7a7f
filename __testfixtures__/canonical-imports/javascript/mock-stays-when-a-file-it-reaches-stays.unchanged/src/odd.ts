import * as old from "./old";
export const names = Object.keys(old);
