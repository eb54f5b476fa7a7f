export {
	// kept for plugins
	A,
	type Options, // a type
	/** Makes an A. */
	make,
} from "./canonical.js";
