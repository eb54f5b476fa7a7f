import Base, { A } from "./canonical";
import * as other from "./other";

export { A, other };
export const Legacy = other.C;
export default Base;

export function own() {
	return A;
}
