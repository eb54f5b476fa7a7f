/**
 * One candidate file while it is being planned: its legacy sites, its scopes when somebody asks for them, and the
 * names that changes of this run already add to its top level, so that two of them do not add one name twice.
 */
import type { SourceFile } from "../../../core/types.js";
import { EVERY } from "../scope/bindings.js";
import {
	analyseScopes,
	type FileScopes,
	isFree,
	scopeOf,
	type Use,
} from "../scope.js";
import { parse } from "../source/parse.js";
import type { Scan, Site } from "../source/syntax.js";
import type { LegacyModule } from "./places.js";
import type { Destination } from "./proposal.js";
import type { Asked, Rulings } from "./rulings.js";

/** A site that names a module of which rules speak. */
export interface LegacySite {
	readonly site: Site;
	readonly module: LegacyModule;
}

// A comment line above the statement, or one behind it on its line.
const KEEP = /(?:\/\/|\/\*|\*)[ \t]*onepath-keep\b/;

export class FileInHand {
	readonly file: SourceFile;
	readonly scan: Scan;
	readonly rulings: Rulings;
	readonly #added = new Set<string>();
	#scopes: FileScopes | null | undefined;

	constructor(file: SourceFile, scan: Scan, rulings: Rulings) {
		this.file = file;
		this.scan = scan;
		this.rulings = rulings;
	}

	get text(): string {
		return this.file.text;
	}

	/** Null where the file does not parse. */
	scopes(): FileScopes | null {
		if (this.#scopes === undefined)
			this.#scopes = analyseScopes(parse(this.file));
		return this.#scopes;
	}

	/** The tree of a file is ten times its text; a run has thousands of files in hand at its end. */
	forgetScopes(): void {
		this.#scopes = undefined;
	}

	asked(
		{ site, module }: LegacySite,
		more: { typeOnly?: boolean; snapshot?: boolean } = {},
	): Asked {
		return {
			path: this.file.path,
			module,
			kept: this.isKept(site.span.start, site.span.end),
			typeOnly: more.typeOnly ?? site.typeOnly,
			snapshot: more.snapshot ?? false,
		};
	}

	/** `// onepath-keep (reason)` before or behind the statement on its lines, or in the comment above it. */
	isKept(start: number, end: number): boolean {
		const { text } = this;
		const from = text.lastIndexOf("\n", start - 1) + 1;
		const to = text.indexOf("\n", end);
		const beside = `${text.slice(from, start)}\n${text.slice(end, to < 0 ? text.length : to)}`;
		if (KEEP.test(beside)) return true;
		const above = text.slice(0, from).trimEnd();
		const line = above.slice(above.lastIndexOf("\n") + 1).trim();
		return /^(?:\/\/|\/\*|\*)/.test(line) && KEEP.test(line);
	}

	/** 1-based. */
	line(offset: number): number {
		return this.text.slice(0, offset).split("\n").length;
	}

	/** The local name under which the file imports this already, where nothing hides it at `uses`. */
	importedAs(to: Destination, uses: readonly Use[]): string | null {
		const scopes = this.scopes();
		for (const site of this.scan.sites) {
			if (
				site.kind !== "import" ||
				site.typeOnly ||
				site.specifier !== to.specifier
			)
				continue;
			const found = site.names.find(
				(name) => name.name === to.name && !name.typeOnly,
			);
			if (
				found &&
				scopes &&
				uses.every((use) => scopeOf(found.as, use.scope, EVERY) === scopes.root)
			)
				return found.as;
		}
		return null;
	}

	/**
	 * A name for a new top-level binding that is to be read at `uses`: the wanted one where it is free, else one
	 * with the module's name in front (`managerConnect`), else numbered. The name is taken from then on.
	 */
	freeName(
		wanted: string,
		prefix: string,
		uses: readonly Use[],
	): string | null {
		const scopes = this.scopes();
		if (!scopes) return null;
		const joined = `${prefix}${wanted.charAt(0).toUpperCase()}${wanted.slice(1)}`;
		const candidates = [
			wanted,
			joined,
			...Array.from({ length: 98 }, (_, i) => `${joined}${i + 2}`),
		];
		const name = candidates.find(
			(candidate) =>
				isName(candidate) &&
				!this.#added.has(candidate) &&
				isFree(scopes, candidate, uses),
		);
		if (name === undefined) return null;
		this.#added.add(name);
		return name;
	}
}

const RESERVED = new Set(
	"arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield".split(
		" ",
	),
);

/** Can the word be bound? ECMA-262 12.7.2, strict. */
export const isName = (word: string): boolean =>
	/^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(word) &&
	!RESERVED.has(word);
