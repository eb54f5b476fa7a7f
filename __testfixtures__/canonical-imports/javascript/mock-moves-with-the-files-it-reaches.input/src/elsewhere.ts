import { stop } from "./old";
stop();
