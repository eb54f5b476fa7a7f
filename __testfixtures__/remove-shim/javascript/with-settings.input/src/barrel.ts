export { A as Old } from "./legacy";
export { A } from "./canonical";
