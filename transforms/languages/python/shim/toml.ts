/**
 * The strings of a TOML file, each with the table and the key it stands under and the list it is a member of, as far
 * as taking a member or a line out needs it (TOML 1.0). Values are not evaluated; what can't be read ends the reading.
 *
 *   [tool.ruff.lint.per-file-ignores]
 *   "app/old.py" = ["F401"]              a key with a string for a name, and a member of its list
 */

export interface TomlString {
	readonly start: number;
	readonly end: number;
	readonly value: string;
	/** `tool.setuptools`. */
	readonly table: string;
	/** The key it is a value of, as written; of a key its own. */
	readonly key: string;
	readonly isKey: boolean;
	/** All members of the innermost list around it, and its place there; null outside of lists. */
	readonly list: {
		readonly members: readonly { start: number; end: number }[];
		readonly index: number;
	} | null;
}

const TOKEN =
	/"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|\[\[?|\]|[={},\n]|[ \t\r]+|[^\s"'#[\]={},]+/y;

interface Open {
	readonly bracket: string;
	readonly members: { start: number; end: number }[];
	readonly strings: {
		value: string;
		start: number;
		end: number;
		index: number;
	}[];
	from: number | null;
	to: number;
}

export function tomlStrings(text: string): readonly TomlString[] {
	const found: TomlString[] = [];
	let table = "";
	let key = "";
	/** Before the `=` of a line: words of a key. */
	let words: { text: string; start: number; end: number; quoted: boolean }[] =
		[];
	let inValue = false;
	const open: Open[] = [];
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < text.length) {
		const start = TOKEN.lastIndex;
		const token = TOKEN.exec(text)?.[0];
		if (token === undefined) return found;
		const end = start + token.length;
		if (/^[ \t\r]+$/.test(token) || token.startsWith("#")) continue;
		const inner = open.at(-1);
		if (token === "\n") {
			if (!inner) {
				words = [];
				inValue = false;
			}
			continue;
		}
		if (!inValue && words.length === 0 && token.startsWith("[")) {
			const close = text.indexOf("]", end);
			if (close < 0) return found;
			table = text.slice(end, close).replace(/\s/g, "");
			TOKEN.lastIndex = close + token.length;
			continue;
		}
		if (!inValue) {
			if (token === "=") {
				inValue = true;
				key = words.map((word) => word.text).join("");
				for (const word of words)
					if (word.quoted)
						found.push({
							...{ start: word.start, end: word.end, table, key },
							...{ value: word.text, isKey: true, list: null },
						});
			} else {
				const quoted = /^["']/.test(token);
				words.push({
					text: quoted ? unquoted(token) : token,
					start,
					end,
					quoted,
				});
			}
			continue;
		}
		if (token === "[" || token === "[[" || token === "{") {
			for (const bracket of token === "[[" ? "[[" : token) {
				const around = open.at(-1);
				if (around && around.from === null) around.from = start;
				open.push({ bracket, members: [], strings: [], from: null, to: end });
			}
		} else if (token === "]" || token === "}") {
			if (!inner) return found;
			close(inner);
			open.pop();
			for (const { index, ...string } of inner.strings)
				found.push({
					...string,
					...{ table, key, isKey: false },
					list:
						inner.bracket === "[" ? { members: inner.members, index } : null,
				});
			const around = open.at(-1);
			if (around) around.to = end;
		} else if (token === ",") {
			if (inner) close(inner);
		} else {
			if (inner) {
				inner.from ??= start;
				inner.to = end;
			}
			if (/^["']/.test(token)) {
				const string = { value: unquoted(token), start, end };
				if (inner)
					inner.strings.push({ ...string, index: inner.members.length });
				else found.push({ ...string, table, key, isKey: false, list: null });
			}
		}
	}
	return found;
}

function close(open: Open): void {
	if (open.from === null) return;
	open.members.push({ start: open.from, end: open.to });
	open.from = null;
}

const unquoted = (token: string): string =>
	token.replace(/^("""|'''|"|')([\s\S]*)\1$/, "$2");
