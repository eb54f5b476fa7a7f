/** Command lines that a reader can paste into a shell: words that mean something to it are quoted. */

/** One word as a POSIX shell reads it back. */
export function shellWord(word: string): string {
	const plain = /^[\w@%+=:,./-][\w@%+=:,./#~-]*$/.test(word);
	return plain ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** What was typed, with --write. */
export const nextCommand = (argv: readonly string[]): string =>
	["onepath", ...argv, "--write"].map(shellWord).join(" ");
