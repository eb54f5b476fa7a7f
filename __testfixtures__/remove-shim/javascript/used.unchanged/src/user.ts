import { A } from "./legacy";
export type B = import("./legacy").A;
new A();
