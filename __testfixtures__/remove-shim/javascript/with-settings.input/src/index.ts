export { A } from "./canonical";
export { A as Old } from "./legacy";
