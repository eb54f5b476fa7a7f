/**
 * Compares where the map's import paths end with another reading of the same tree, made with CPython's `ast`:
 *
 *   npm run build && node dist/scripts/dev/check-definitions.js TREE [python3.11]
 *
 * Every name that a from-import takes: how often, and where it ends. Prints each path that differs with its first
 * place and the class of the difference, then the sums. The other reading knows one root, the tree's own, says
 * `ambiguous` where bindings under `try` or `if` part, and reads no module `__getattr__` (PEP 562); its answers are
 * no truth, but each difference wants a reason. Imports that name a file under another root are counted apart: to
 * the other reading such a module does not exist. So is what stands in files that this Python can't parse.
 */
import { spawnSync } from "node:child_process";
import { python as language } from "../../transforms/languages/python/language.js";
import { listFiles } from "../driver/read/files.js";
import { mapTree } from "../map/map-tree.js";

const REFERENCE = String.raw`
import ast, json, sys, warnings
warnings.simplefilter('ignore')
root = sys.argv[1]
files = [f for f in sys.stdin.read().split('\0') if f]
modules = {}          # dotted -> file
dirs = set()
def dotted(path):
    parts = path[:-3].split('/')
    if parts[-1] == '__init__': parts.pop()
    return '.'.join(parts)
for f in sorted(files, key=lambda f: not f.endswith('/__init__.py')):
    modules.setdefault(dotted(f), f)
    parts = f.split('/')[:-1]
    for i in range(len(parts)): dirs.add('.'.join(parts[:i + 1]))
tops = {m.split('.')[0] for m in modules} | {d.split('.')[0] for d in dirs}
def package(f):
    parts = f.split('/')[:-1]
    return parts
def absolute(node, f):
    if node.level == 0: return node.module or ''
    parts = package(f)
    base = parts[:len(parts) - (node.level - 1)]
    return '.'.join(base + ([node.module] if node.module else []))
def facts_of(f, tree):
    out, listed = [], None
    def targets(t):
        if isinstance(t, ast.Name): yield t.id
        elif isinstance(t, (ast.Tuple, ast.List)):
            for e in t.elts: yield from targets(e)
        elif isinstance(t, ast.Starred): yield from targets(t.value)
    def walk(body, cond, typing=False):
        nonlocal listed
        for n in body:
            if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)): out.append((n.name, 'def', None, cond, typing))
            elif isinstance(n, ast.Import):
                for a in n.names:
                    out.append((a.asname or a.name.split('.')[0], 'module', a.name if a.asname else a.name.split('.')[0], cond, typing))
            elif isinstance(n, ast.ImportFrom):
                m = absolute(n, f)
                for a in n.names:
                    if a.name == '*': out.append((None, 'star', m, cond, typing))
                    else: out.append((a.asname or a.name, 'from', (m, a.name), cond, typing))
            elif isinstance(n, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
                ts = n.targets if isinstance(n, ast.Assign) else [n.target]
                if isinstance(n, ast.AnnAssign) and n.value is None: continue
                for t in ts:
                    for name in targets(t):
                        v = n.value
                        if name == '__all__' and isinstance(v, (ast.List, ast.Tuple)):
                            got = [e.value for e in v.elts if isinstance(e, ast.Constant)]
                            listed = got if isinstance(n, ast.Assign) or listed is None else listed + got
                        if isinstance(t, ast.Name) and isinstance(v, ast.Name) and isinstance(n, (ast.Assign, ast.AnnAssign)): out.append((name, 'alias', v.id, cond, typing))
                        elif isinstance(t, ast.Name) and isinstance(v, ast.Attribute) and isinstance(v.value, ast.Name) and isinstance(n, (ast.Assign,ast.AnnAssign)): out.append((name, 'member', (v.value.id, v.attr), cond, typing))
                        elif not isinstance(n, ast.AugAssign): out.append((name, 'def', None, cond, typing))
            elif isinstance(n, ast.Try):
                walk(n.body, cond + 1, typing)
                for h in n.handlers: walk(h.body, cond + 1, typing)
                walk(n.orelse, cond + 1, typing); walk(n.finalbody, cond, typing)
            elif isinstance(n, ast.If):
                t = ast.unparse(n.test)
                walk(n.body, cond + 1, typing or t.endswith('TYPE_CHECKING')); walk(n.orelse, cond if t.endswith('TYPE_CHECKING') else cond + 1, typing)
            elif isinstance(n, (ast.For, ast.While, ast.AsyncFor)): walk(n.body, cond + 1, typing); walk(n.orelse, cond + 1, typing)
            elif isinstance(n, (ast.With, ast.AsyncWith)): walk(n.body, cond, typing)
            elif isinstance(n, ast.Delete):
                for t in n.targets:
                    for name in targets(t): out.append((name, 'del', None, cond, typing))
    walk(tree.body, 0)
    return out, listed
rejected, memo, uses = [], {}, {}
import gc
gc.disable()
for f in files:
    try: tree = ast.parse(open(root + '/' + f, 'rb').read())
    except (SyntaxError, ValueError, RecursionError): rejected.append(f); continue
    memo[f] = facts_of(f, tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            m = absolute(node, f)
            for a in node.names:
                if a.name != '*': uses.setdefault(m + ':' + a.name, []).append([f, node.lineno])
facts = memo.get
offered = {}
def offers(m, seen=()):
    if m in offered: return offered[m]
    got = offers_of(m, seen)
    if not seen: offered[m] = got
    return got
def offers_of(m, seen=()):
    f = modules.get(m)
    if f is None or m in seen: return set()
    got = facts(f)
    if got is None: return set()
    out, listed = got
    if listed is not None: return set(listed)
    names = {n for n, *_ in out if n and not n.startswith('_')}
    for n, k, t, *_ in out:
        if k == 'star': names |= offers(t, seen + (m,))
    return names
res = {}
cut = False
def module_end(m): return ('module', m)
def exists(m): return m in modules or m in dirs
def resolve(m, name, active=frozenset()):
    key = (m, name)
    if key in res: return res[key]
    global cut
    if key in active: cut = True; return ('circle', m, name)
    if not active: cut = False
    end = walk(m, name, active | {key})
    if not cut or not active: res[key] = end
    return end
def walk(m, name, active):
    if not exists(m):
        return ('missing-module', m) if m.split('.')[0] in tops else ('external', m, name)
    f = modules.get(m)
    sub = m + '.' + name
    if f is None: return module_end(sub) if exists(sub) else ('missing', m, name)
    got = facts(f)
    if got is None: return ('unparsed', m, name)
    out, _ = got
    events = [e for e in out if e[0] == name or e[1] == 'star']
    run = [e for e in events if not e[4]] or events
    ends = []
    for n, kind, t, cond, typing in reversed(run):
        if kind == 'star':
            if name not in offers(t): continue
            end = resolve(t, name, active)
            if end[0] in ('missing',): continue
        elif kind == 'def': end = ('def', m, name)
        elif kind == 'del': break
        elif kind == 'from': end = resolve(t[0], t[1], active)
        elif kind == 'module': end = module_end(t) if exists(t) else ('external', t, None)
        elif kind == 'alias':
            if t == name: end = ('def', m, name)
            else:
                end = resolve(m, t, active)
                if end == ('missing', m, t): end = ('def', m, name)
        elif kind == 'member':
            base = resolve(m, t[0], active)
            end = resolve(base[1], t[1], active) if base[0] == 'module' else ('def', m, name)
        ends.append(end)
        if cond == 0: break
    if not ends: return module_end(sub) if exists(sub) else ('missing', m, name)
    if all(e == ends[0] for e in ends): return ends[0]
    return ('ambiguous',) + tuple(sorted(set(ends), key=str))
for p, where in uses.items():
    m, name = p.rsplit(':', 1)
    print(json.dumps([p, list(map(str, resolve(m, name))), where]))
print(json.dumps([None, rejected, []]))
`;

type Line = readonly [
	path: string | null,
	end: readonly string[],
	places: readonly (readonly [file: string, line: number])[],
];

/** Definitions with their used paths. */
class Sums {
	readonly #paths = new Map<string, Set<string>>();

	add(definition: string, path: string): void {
		const known = this.#paths.get(definition) ?? new Set();
		this.#paths.set(definition, known.add(path));
	}

	show(): string {
		const sizes = [...this.#paths.values()].map(({ size }) => size);
		const several = sizes.filter((size) => size > 1).length;
		return `${sizes.length} definitions, ${several} by more than one path, ${sizes.reduce((a, b) => a + b, 0)} paths`;
	}
}

async function check(root: string, python: string): Promise<void> {
	const files = listFiles(root).files.filter((path) => path.endsWith(".py"));
	const ran = spawnSync(python, ["-c", REFERENCE, root], {
		input: files.join("\0"),
		maxBuffer: 1 << 30,
		encoding: "utf8",
	});
	if (ran.status !== 0) throw new Error(`${python}: ${ran.stderr}`);
	const map = await mapTree({
		...{ version: "check", root, cwd: root, paths: [], rules: [], roots: null },
		...{ ignore: [], include: [], exclude: [], languages: [language] },
		...{ store: null, jobs: null, progress() {}, stopped: () => false },
	});
	const paths = new Map(map?.paths.map((path) => [path.id, path]));
	const lines = ran.stdout.trimEnd().split("\n");
	const [, rejected] = JSON.parse(lines.at(-1) ?? "[]") as Line;
	const counts = new Map<string, number>();
	const apart = { "under another root": 0, "in files that do not parse": 0 };
	for (const { path, form, file, specifier } of map?.uses ?? []) {
		if (form !== "from" && form !== "relative") continue;
		const module = paths.get(path)?.module;
		if (rejected.includes(file)) apart["in files that do not parse"]++;
		else if (form === "from" && specifier !== module)
			apart["under another root"]++;
		else counts.set(path, (counts.get(path) ?? 0) + 1);
	}
	const [own, theirs] = [new Sums(), new Sums()];
	const classes = new Map<string, number>();
	for (const line of lines) {
		const [id, end, places] = JSON.parse(line) as Line;
		if (id === null) {
			process.stdout.write(`not parsed by ${python}: ${end.join(" ")}\n`);
			continue;
		}
		const [kind = "", module = "", name = ""] = end;
		const definition = kind === "def" ? `${module}:${name}` : null;
		if (definition) theirs.add(definition, id);
		const path = paths.get(id);
		const ends = path?.definition ?? null;
		const imports = counts.get(id) ?? 0;
		if (path && imports > 0 && ends?.includes(":")) own.add(ends, id);
		const status = path ? path.status : "not in the map";
		const difference =
			definition !== ends && (definition ?? ends) !== null
				? `${kind} there, ${status} here`
				: definition !== null && imports !== places.length
					? `${imports < places.length ? "fewer" : "more"} uses here`
					: null;
		if (difference === null) continue;
		classes.set(difference, (classes.get(difference) ?? 0) + 1);
		const [file, at] = places[0] ?? ["", 0];
		process.stdout.write(
			`${difference}: ${id} ${file}:${at} (${end.join(" ")}; ${path?.end ?? "nothing"}; ${places.length}, ${imports} uses)\n`,
		);
	}
	for (const [difference, count] of [...classes].sort(([, a], [, b]) => b - a))
		process.stdout.write(`${count} ${difference}\n`);
	for (const [where, count] of Object.entries(apart))
		process.stdout.write(`${count} uses here ${where}\n`);
	process.stdout.write(`there: ${theirs.show()}\nhere:  ${own.show()}\n`);
}

const [tree, python = "python3"] = process.argv.slice(2);
if (tree === undefined) {
	process.stderr.write("usage: check-definitions TREE [python]\n");
	process.exitCode = 2;
} else await check(tree, python);
