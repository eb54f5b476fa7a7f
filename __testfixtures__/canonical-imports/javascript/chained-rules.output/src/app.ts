import { x, x as y } from "./c";
