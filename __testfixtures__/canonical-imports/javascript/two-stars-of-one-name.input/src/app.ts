import { x, y } from "./old";
