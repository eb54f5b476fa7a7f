import { stop } from "./old";
export default stop;
