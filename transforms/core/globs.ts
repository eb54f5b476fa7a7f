/**
 * What a glob may be, so that asking whether it matches costs no more than looking at the name. Globs become regular
 * expressions that go back and forth over a name, and a tree from anybody may bring one in its settings for which
 * that never ends: `(a+)+$`, or twenty stars in a row of letters.
 */

/** Each further star between letters multiplies the time by the length of a name. */
const STARS_IN_NAME = 3;
const STARS_OF_FOLDERS = 4;
const LONGEST = 1_000;
const MOST_GROUPS = 32;

/** What keeps a glob from being used, to follow "the glob ..."; null for one that can be. */
export function globProblem(glob: string): string | null {
	if (glob.length > LONGEST)
		return `is ${glob.length} characters long, and may have ${LONGEST}`;
	if ((glob.match(/[({[]/g) ?? []).length > MOST_GROUPS)
		return `has more than ${MOST_GROUPS} brackets; write several globs`;
	// Plain parentheses are a regular expression's, and so is a repetition of any.
	if (/(?<![@!?+*])\(|\)[+*?{]|[+*]\([^)]*[+*(|]/.test(glob))
		return "repeats a group; write several globs";
	const names = glob.split("/");
	if (names.filter((name) => name === "**").length > STARS_OF_FOLDERS)
		return `has more than ${STARS_OF_FOLDERS} times **; write several globs`;
	const stars = names.map((name) =>
		name === "**" ? 0 : (name.match(/\*+/g) ?? []).length,
	);
	return stars.some((count) => count > STARS_IN_NAME)
		? `has more than ${STARS_IN_NAME} stars in one name; write several globs`
		: null;
}
