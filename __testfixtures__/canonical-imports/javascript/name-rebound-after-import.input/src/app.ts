import { state, fixed } from "./old";
