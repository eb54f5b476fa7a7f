import { x, type T } from "./new";
