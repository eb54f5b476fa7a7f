/** A list in a sentence: `a, b, c and 4 more`. */
export const someOf = (names: readonly string[], shown = 3): string =>
	names.slice(0, shown).join(", ") +
	(names.length > shown ? ` and ${names.length - shown} more` : "");
