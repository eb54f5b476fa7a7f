export { A /* the first */, make } from "./canonical"; // trailing
export {
	A as "a name", make as create,
	type Options } from "./canonical"
export { A as default, } from "./canonical";export { make as other } from "./canonical"
