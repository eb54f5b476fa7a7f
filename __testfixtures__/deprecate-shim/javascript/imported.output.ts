import Base, { A } from "./canonical";
import * as other from "./other";

export {
	/** @deprecated Use `import { A } from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
	A,
	/** @deprecated Use `import * as other from "./other"` (src/other.ts): one path to A. It will be removed in 2.0. */
	other,
};
/** @deprecated Use `import { C as Legacy } from "./other"` (src/other.ts): one path to A. It will be removed in 2.0. */
export const Legacy = other.C;
/** @deprecated Use `import NAME from "./canonical"` (src/canonical.ts): one path to A. It will be removed in 2.0. */
export default Base;

export function own() {
	return A;
}
