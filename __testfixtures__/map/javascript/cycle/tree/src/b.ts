import { A } from "./a";
import { Kind } from "./d";

export class B {
	a = () => new A();
}

export type BKind = Kind;
