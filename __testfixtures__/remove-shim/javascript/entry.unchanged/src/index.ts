export { A } from "./legacy";
