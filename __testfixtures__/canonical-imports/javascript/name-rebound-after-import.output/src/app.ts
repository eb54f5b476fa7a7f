import { state, fixed } from "./new";
