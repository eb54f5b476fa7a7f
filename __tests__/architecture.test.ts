/**
 * The house as tests: which way imports go, who may touch what, and a sentence for whoever breaks it.
 */
import { fileURLToPath } from "node:url";
import { type Module, readModules } from "./helpers/modules.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = readModules(root, ["transforms", "scripts"]);
const byPath = new Map(modules.map((m) => [m.path.replace(/\.ts$/, ""), m]));

/** Folders that imports are judged by; the first that fits. */
const LAYERS = [
	["core", /^transforms\/core\//],
	["a language", /^transforms\/languages\/([^/]+)\//],
	["resolution", /^transforms\/resolution\//],
	["the list of languages", /^transforms\/languages\/[^/]+$/],
	["a transform", /^transforms\/[^/]+$/],
	["a tool of ours", /^scripts\/dev\//],
	["scripts", /^scripts\//],
] as const;
type Layer = (typeof LAYERS)[number][0];

const MAY_IMPORT: Readonly<Record<Layer, readonly Layer[]>> = {
	core: ["core"],
	resolution: ["core", "resolution"],
	"a language": ["core", "resolution", "a language"],
	"the list of languages": [
		"core",
		"resolution",
		"a language",
		"the list of languages",
	],
	"a transform": ["core", "a language", "the list of languages"],
	"a tool of ours": LAYERS.map(([layer]) => layer),
	scripts: [
		"core",
		"resolution",
		"the list of languages",
		"a transform",
		"scripts",
	],
};

const layerOf = (path: string): Layer | null =>
	LAYERS.find(([, pattern]) => pattern.test(path))?.[0] ?? null;
const language = (path: string): string | undefined =>
	/^transforms\/languages\/([^/]+)\//.exec(path)?.[1];

/** One sentence for each offence of each module. */
function offences(check: (module: Module) => readonly string[]): string[] {
	return modules.flatMap((module) =>
		check(module).map((what) => `${module.path} ${what}`),
	);
}

test("imports go one way: scripts -> transforms -> languages -> core", () => {
	expect(
		offences((module) =>
			module.imports.flatMap(({ target }) => {
				const from = layerOf(module.path);
				const to = layerOf(target);
				if (!from || !to || MAY_IMPORT[from].includes(to)) return [];
				return `is part of ${from} and imports ${target}, which is part of ${to}; ${from} may only import ${MAY_IMPORT[from].join(", ")}`;
			}),
		),
	).toEqual([]);
});

test("languages do not know each other", () => {
	expect(
		offences((module) =>
			module.imports
				.map(({ target }) => target)
				.filter((target) => {
					const [own, other] = [language(module.path), language(target)];
					return own && other && own !== other;
				})
				.map((target) => `imports ${target}; move what both need to core`),
		),
	).toEqual([]);
});

test("every import of our own leads to a module", () => {
	expect(
		offences((module) =>
			module.imports
				.map(({ target }) => target)
				.filter((target) => layerOf(target) && !byPath.has(target))
				.map((target) => `imports ${target}, which is not there`),
		),
	).toEqual([]);
});

test("transforms are pure: text in, edits out", () => {
	const effects =
		/^(?:node:)?(?:fs|fs\/promises|process|child_process|worker_threads|os|net|http|https|readline|tty|vm)$/;
	expect(
		offences(({ path, imports, references, text }) => {
			if (!path.startsWith("transforms/")) return [];
			const ambient = ["console", "process", "Date", "fetch", "setTimeout"];
			return [
				...imports
					.filter(({ target }) => effects.test(target))
					.map(
						({ target }) =>
							`imports ${target}; ask the project interface, the driver answers`,
					),
				...ambient
					.filter((name) => references.has(name))
					.map((name) => `uses ${name}; its answer must depend on its input`),
				...(/\bMath\.random\(/.test(text) ? ["is random"] : []),
			];
		}),
	).toEqual([]);
});

test("core and scripts name no language", () => {
	const name = /python|javascript|typescript|ecmascript/i;
	// It resolves as Node and TypeScript do, for whoever asks; its options carry their names.
	const exceptions = ["scripts/driver/read/resolver.ts"];
	expect(
		offences(({ path, words }) =>
			/^(?:transforms\/core|scripts\/(?!dev\/))/.test(path) &&
			!exceptions.includes(path)
				? words
						.filter((word) => name.test(word))
						.map(
							(word) =>
								`says "${word.slice(0, 60)}"; let the language answer through its interface`,
						)
				: [],
		),
	).toEqual([]);
});

test("scripts parse nothing: they have the effects, transforms have the meaning", () => {
	const parser =
		/^(?:oxc-parser|oxc-resolver|@lezer\/|jscodeshift|recast|@babel\/|ts-morph|typescript)/;
	const exceptions = new Map([
		// It reads the disk itself, so it stands behind the project interface in the driver.
		["scripts/driver/read/resolver.ts", "oxc-resolver"],
		// It is not ours: what a user of that library would run instead.
		["scripts/dev/bench/ts-morph-script.ts", "ts-morph"],
	]);
	expect(
		offences(({ path, imports }) =>
			path.startsWith("scripts/")
				? imports
						.map(({ target }) => target)
						.filter((target) => parser.test(target))
						.filter((target) => exceptions.get(path) !== target)
						.map((target) => `imports ${target}; a language does that`)
				: [],
		),
	).toEqual([]);
});

test("only the writers write", () => {
	const mutates =
		/^(?:writeFile|write(?=Sync)|writev|appendFile|rename|unlink|rm|rmdir|mkdir|mkdtemp|chmod|chown|copyFile|cp|symlink|link|truncate|ftruncate|utimes|createWriteStream)(?:Sync)?$/;
	/** What each of them writes. */
	const writers = new Map([
		["scripts/driver/write/replace.ts", "one file of the tree"],
		["scripts/driver/write/writer.ts", "directories that nothing is left in"],
		["scripts/driver/write/session.ts", "what a stopped run left behind"],
		["scripts/driver/write/images.ts", "the bytes of a run's files"],
		["scripts/driver/write/journal.ts", "the record of a run"],
		["scripts/driver/write/lock.ts", "the lock"],
		["scripts/driver/write/store.ts", "the store's directory"],
		["scripts/driver/map/sealed.ts", "the cache, which may be deleted"],
		["scripts/report/emit.ts", "reports that are asked for by name"],
	]);
	expect(
		offences(({ path, imports, calls }) => {
			const files = imports.some(({ target }) => /^(?:node:)?fs/.test(target));
			if (!files || writers.has(path) || path.startsWith("scripts/dev/"))
				return [];
			return [...calls]
				.filter((call) => mutates.test(call))
				.map(
					(call) =>
						`calls ${call}; only ${[...writers.keys()].join(", ")} write files`,
				);
		}),
	).toEqual([]);
});

test("no import cycles", () => {
	const done = new Set<string>();
	const cycles: string[] = [];
	const visit = (path: string, trail: readonly string[]) => {
		const at = trail.indexOf(path);
		if (at >= 0)
			cycles.push(
				`${[...trail.slice(at), path].join(" -> ")}; move what both need to a third`,
			);
		if (at >= 0 || done.has(path)) return;
		for (const { target, typeOnly } of byPath.get(path)?.imports ?? [])
			if (!typeOnly && byPath.has(target)) visit(target, [...trail, path]);
		done.add(path);
	};
	for (const path of byPath.keys()) visit(path, []);
	expect(cycles).toEqual([]);
});

test("no drawer for odds and ends", () => {
	expect(
		offences(({ path }) =>
			/(?:^|\/)(?:utils?|helpers|common|misc)(?:\/|\.ts$)/.test(path)
				? ["is named for nothing; name the idea that it holds"]
				: [],
		),
	).toEqual([]);
});

test("every module opens with what it is and why", () => {
	expect(
		offences(({ comments, text }) => {
			const start = /^(?:#!.*\n)?\s*/.exec(text)?.[0].length ?? 0;
			const head = comments.find((comment) => comment.start === start);
			return head?.value.startsWith("*")
				? []
				: ["has no head comment; say what it is, why, and give an example"];
		}),
	).toEqual([]);
});

test("the command line starts without a parser", () => {
	const loaded = new Set<string>();
	const visit = (path: string) => {
		if (loaded.has(path)) return;
		loaded.add(path);
		for (const { target, typeOnly, dynamic } of byPath.get(path)?.imports ?? [])
			if (!typeOnly && !dynamic) visit(target);
	};
	visit("scripts/cli");
	expect([...loaded].filter((path) => !path.startsWith("node:"))).toEqual(
		expect.not.arrayContaining(["oxc-parser", "ts-morph", "jscodeshift"]),
	);
});
