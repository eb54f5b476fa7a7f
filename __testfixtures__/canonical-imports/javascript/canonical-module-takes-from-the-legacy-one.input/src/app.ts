import { x, type T } from "./old";
