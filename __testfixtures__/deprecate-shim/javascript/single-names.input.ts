export { A, make } from "./canonical";
