import { kept } from "kept";
export const a = <b  c='d'/>
