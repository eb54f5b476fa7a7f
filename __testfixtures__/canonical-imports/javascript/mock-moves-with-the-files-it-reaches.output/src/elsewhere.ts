import { stop } from "./new";
stop();
