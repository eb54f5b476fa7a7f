import { stop } from "./new";
export default stop;
