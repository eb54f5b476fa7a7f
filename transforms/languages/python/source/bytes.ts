/**
 * Python source as bytes: a look-up in them costs half of one in a string, which may be of several kinds. They are
 * written into one buffer for all files that are read one after the other.
 */

let spare: Buffer | null = null;

/** A larger buffer is not kept for the next file. */
const KEPT = 1 << 22;

/** The bytes of a latin1 text, and at least one NUL behind them: to be given back, and not looked at afterwards. */
export function takeBytes(text: string): Buffer {
	const length = text.length + 1;
	const bytes =
		spare !== null && spare.length >= length
			? spare
			: Buffer.allocUnsafeSlow(Math.max(1 << 16, length * 2));
	// A walk within a walk takes another.
	spare = null;
	bytes.write(text, 0, "latin1");
	bytes[text.length] = 0;
	return bytes;
}

export function giveBack(bytes: Buffer): void {
	if (bytes.length <= KEPT) spare = bytes;
}
