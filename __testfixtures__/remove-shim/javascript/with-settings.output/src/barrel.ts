export { A } from "./canonical";
