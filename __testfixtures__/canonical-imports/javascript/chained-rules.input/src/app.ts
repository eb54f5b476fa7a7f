import { x } from "./a";
import { x as y } from "./b";
