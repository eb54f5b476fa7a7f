export {
	/** @deprecated Use `import { A } from "./canonical"` (src/canonical.ts). */
	A,
} from "./canonical";
