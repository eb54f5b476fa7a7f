import { A } from "./index";
new A();
