import { BKind } from "./b";
import { C } from "./c";

export type D = C | BKind;
export type Kind = "d";
