import { x } from "./old";
import { y } from "./new";
