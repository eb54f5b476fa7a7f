export { A } from "./canonical.js";
