/**
 * The errors that onepath raises on purpose, as one class with a closed union of codes. Everything else that is
 * thrown is a bug. Data rides along, so that a caller needs no parsing of messages.
 */
export type ErrorCode =
	/** The command line or the config is wrong: exit 2, nothing written. */
	| "usage"
	| "config"
	| "rules"
	/** Blocked, nothing written: exit 3. */
	| "dirty"
	| "stale"
	| "locked"
	| "blocked"
	/** Something is written, and the rest could not be: exit 4. */
	| "incomplete"
	/** A bug of ours or of a transform: exit 2. */
	| "overlapping-edits"
	| "edit-out-of-range";

export class OnepathError extends Error {
	readonly code: ErrorCode;
	readonly data: Readonly<Record<string, unknown>>;

	/** `message` is one line: `file:line:col what, and what to do`. */
	constructor(
		code: ErrorCode,
		message: string,
		data: Readonly<Record<string, unknown>> = {},
	) {
		super(message);
		this.name = "OnepathError";
		this.code = code;
		this.data = data;
	}
}
