import type { D } from "./d";

export interface C {
	d: D;
}
