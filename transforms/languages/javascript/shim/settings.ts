/**
 * Settings in JSON that name a script: `exports` and `imports` of package.json, `paths` of a tsconfig, jest's
 * `moduleNameMapper`, lists of files for linters and bundlers. An entry that exists for the shim alone goes with it;
 * what else names it (the entry point of a package, a list that would be empty) is for a person to decide.
 */
import { type Node as JsonNode, parseTree } from "jsonc-parser";
import { withoutMembers } from "../../../core/shim-lists.js";
import type {
	SettingsBlocker,
	SettingsRelease,
	ShimModule,
} from "../../../core/shims.js";
import type { Edit, Project, SourceFile } from "../../../core/types.js";
import { directoryOf, join } from "../../../resolution/files.js";
import { CONDITIONS } from "../graph.js";
import { endingOf, stemOf } from "../source/extensions.js";

const SETTINGS =
	/(?:^|\/)(?:package|(?:ts|js)config(?:\.[\w.-]+)?|jest\.config|\.eslintrc|biome|knip|\.swcrc|deno|nx|project|typedoc|api-extractor)\.jsonc?$/;

export const isScriptSettings = (path: string): boolean => SETTINGS.test(path);

/** Where an entry of an object belongs to the module that it leads to, by the key of the object. */
const MAPS: ReadonlySet<string> = new Set([
	"exports",
	"imports",
	"moduleNameMapper",
	"paths",
]);
/** Lists of which a member can go. Those that mean everything when they are empty keep their last one. */
const LISTS: ReadonlySet<string> = new Set([
	...["files", "include", "includes", "entry", "entryPoints", "sideEffects"],
	...["exclude", "excludedFiles", "ignore", "ignores", "ignorePatterns"],
	...["allow", "ignoreDependencies", "collectCoverageFrom"],
	...["coveragePathIgnorePatterns", "testPathIgnorePatterns"],
	...["modulePathIgnorePatterns", "setupFiles", "setupFilesAfterEnv"],
]);
const EMPTY_IS_FINE = /^(?:exclude|ignore|allow|.*IgnorePatterns$)/;

interface Found {
	/** The member of an object or list that goes. */
	readonly member: JsonNode;
	readonly parent: JsonNode;
	readonly key: string;
}

/** What the file says of the modules. A file that is no JSON says nothing that could be edited. */
export function releaseSettings(
	file: SourceFile,
	modules: readonly ShimModule[],
	project: Project,
): SettingsRelease {
	const root = parseTree(file.text.replace(/^\uFEFF/, " "), [], {
		allowTrailingComma: true,
	});
	const found: Found[] = [];
	const blockers: SettingsBlocker[] = [];
	const spans: { start: number; end: number }[] = [];
	const reader = new Names(file.path, root, modules, project);
	for (const text of root ? strings(root) : []) {
		if (!reader.names(text)) continue;
		spans.push({ start: text.offset, end: text.offset + text.length });
		// A rule that forbids the import is no use of it.
		if (keyPath(text).some((key) => /no-restricted-imports$/.test(key)))
			continue;
		const entry = entryOf(text);
		const whole = entry && wholly(entry.member, reader);
		if (entry && whole) {
			found.push(entry);
			spans.push({
				start: entry.member.offset,
				end: entry.member.offset + entry.member.length,
			});
		} else
			blockers.push({
				offset: text.offset,
				what: `${keyPath(text).join(".")} names ${String(text.value)}`,
				next: "Point it at the canonical module, or remove the entry.",
			});
	}
	const edits: Edit[] = [];
	for (const parent of new Set(found.map((entry) => entry.parent))) {
		const members = parent.children ?? [];
		const own = found.filter((entry) => entry.parent === parent);
		const gone = new Set(own.map(({ member }) => members.indexOf(member)));
		const key = own[0]?.key ?? "";
		if (
			parent.type === "array" &&
			gone.size === members.length &&
			!EMPTY_IS_FINE.test(key)
		)
			blockers.push({
				offset: parent.offset,
				what: `${key} lists nothing else`,
				next: "Decide what the setting means without the module.",
			});
		else
			edits.push(
				...withoutMembers(
					file.text,
					members.map(({ offset, length }) => ({
						start: offset,
						end: offset + length,
					})),
					gone,
				),
			);
	}
	return { edits, blockers, spans };
}

function* strings(node: JsonNode): Generator<JsonNode> {
	if (node.type === "string") yield node;
	else for (const inner of node.children ?? []) yield* strings(inner);
}

/** Keys and indices from the root to a node. */
function keyPath(node: JsonNode): string[] {
	const path: string[] = [];
	for (let at: JsonNode | undefined = node; at?.parent; at = at.parent) {
		const parent: JsonNode = at.parent;
		if (parent.type === "property" && parent.children?.[1] === at)
			path.unshift(String(parent.children[0]?.value));
		else if (parent.type === "property" && parent.children?.[0] === at)
			path.unshift(String(at.value));
		else if (parent.type === "array")
			path.unshift(String(parent.children?.indexOf(at)));
	}
	return path;
}

/** The outermost entry that a string belongs to and that may go with the module. */
function entryOf(text: JsonNode): Found | null {
	for (let at: JsonNode = text; at.parent; at = at.parent) {
		const { parent } = at;
		const key = keyOf(parent);
		if (parent.type === "array" && key !== null && LISTS.has(key))
			return { member: at, parent, key };
		if (at.type === "property" && key !== null && MAPS.has(key)) {
			// The package itself: who imports it would find nothing.
			if (at.children?.[0]?.value === ".") return null;
			return { member: at, parent, key };
		}
	}
	return null;
}

/** The key under which an object or list stands. */
function keyOf(node: JsonNode): string | null {
	return node.parent?.type === "property"
		? String(node.parent.children?.[0]?.value)
		: null;
}

/** Does everything in the entry lead to the modules that go? */
function wholly(member: JsonNode, reader: Names): boolean {
	const value = member.type === "property" ? member.children?.[1] : member;
	return (
		value !== undefined &&
		[...strings(value)].every((text) => {
			const key =
				text.parent?.type === "property" && text.parent.children?.[0] === text;
			return key || reader.names(text);
		})
	);
}

/** Which strings of a settings file name one of the modules. */
class Names {
	readonly #directory: string;
	readonly #base: string;
	readonly #package: string | null;
	readonly #stems: ReadonlySet<string>;
	readonly #ids: ReadonlySet<string>;
	readonly #path: string;
	readonly #project: Project;

	constructor(
		path: string,
		root: JsonNode | undefined,
		modules: readonly ShimModule[],
		project: Project,
	) {
		this.#path = path;
		this.#project = project;
		this.#directory = directoryOf(path);
		this.#ids = new Set(modules.map(({ id }) => id));
		this.#stems = new Set(modules.map(({ id }) => stemOf(id)));
		const value = (...keys: string[]): string | null => {
			let at = root;
			for (const key of keys)
				at = at?.children?.find(
					(property) => property.children?.[0]?.value === key,
				)?.children?.[1];
			return typeof at?.value === "string" ? at.value : null;
		};
		const base = value("compilerOptions", "baseUrl");
		this.#base =
			base === null
				? this.#directory
				: (join(this.#directory, base) ?? this.#directory);
		this.#package = /(?:^|\/)package\.json$/.test(path) ? value("name") : null;
	}

	names(node: JsonNode): boolean {
		const written = String(node.value).replace(/^!/, "");
		const isKey =
			node.parent?.type === "property" && node.parent.children?.[0] === node;
		if (isKey || written.includes("*") || written.includes("$")) return false;
		const path = written.replace(/^<rootDir>\//, "./").replace(/^\^|\$$/g, "");
		if (!path.startsWith(".") && !path.includes("/") && endingOf(path) === "")
			return false;
		const base = keyPath(node).includes("paths") ? this.#base : this.#directory;
		const there = join(base, path);
		return (
			(there !== null && this.#stems.has(stemOf(there))) || this.#isBuilt(node)
		);
	}

	/** A subpath of the package may lead to a build product; the resolver knows its source. */
	#isBuilt(node: JsonNode): boolean {
		const path = keyPath(node);
		const at = path.indexOf("exports");
		const subpath = path[at + 1];
		if (this.#package === null || at !== 0 || !subpath?.startsWith("./"))
			return false;
		const located = this.#project.resolve(
			this.#package + subpath.slice(1),
			this.#path,
			CONDITIONS,
		);
		return located.kind === "module" && this.#ids.has(located.id);
	}
}
