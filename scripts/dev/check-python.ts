/**
 * Compares onepath's reading of Python with CPython's own, file by file, on a tree:
 *
 *   npx tsc -p . --noEmit false --outDir dist && node dist/scripts/dev/check-python.js TREE [python3.11]
 *
 * Imports: line, form, module, names, aliases, and the byte offsets of statement and names, against `ast`.
 * Bindings: the names that a module binds at its top level, against a walk over the same tree. Prints every
 * mismatch and the sums; exits 1 when there is one. Files that this Python can't parse are counted and left out.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pythonFacts } from "../../transforms/languages/python/exports.js";
import { scanPython } from "../../transforms/languages/python/scan.js";

const REFERENCE = String.raw`
import ast, io, json, os, sys
root = sys.argv[1]
def starts(data):
    out = [0]; i = 0
    while i < len(data):
        c = data[i]
        if c == 13 and data[i+1:i+2] == b'\n': i += 1; out.append(i+1)
        elif c in (10, 13): out.append(i+1)
        i += 1
    return out
def is_main(t):
    return isinstance(t, ast.Compare) and isinstance(t.left, ast.Name) and t.left.id == '__name__' and len(t.comparators) == 1 and getattr(t.comparators[0], 'value', None) == '__main__'
def raises(body):
    s = body[-1] if body else None
    if isinstance(s, ast.Raise): return True
    if isinstance(s, ast.Expr) and isinstance(s.value, ast.Call):
        return ast.unparse(s.value.func) in ('sys.exit', 'os._exit', 'exit', 'quit', 'pytest.skip', 'pytest.fail', 'pytest.exit', 'pytest.xfail')
    return False
def bindings(tree):
    names = set()
    def expr(n):
        if n is None: return
        for w in ast.walk(n):
            if isinstance(w, ast.NamedExpr): names.add(w.target.id)
    def target(n):
        if isinstance(n, ast.Name): names.add(n.id)
        elif isinstance(n, (ast.Tuple, ast.List)): [target(e) for e in n.elts]
        elif isinstance(n, ast.Starred): target(n.value)
        elif isinstance(n, ast.Subscript) and isinstance(n.value, ast.Call) and ast.unparse(n.value) in ('globals()', 'locals()', 'vars()') and isinstance(n.slice, ast.Constant) and isinstance(n.slice.value, str): names.add(n.slice.value)
    def body(stmts, caught=False, top=False):
        if raises(stmts) and not caught and not top: return
        for s in stmts:
            if isinstance(s, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                names.add(s.name)
                for d in s.decorator_list: expr(d)
            elif isinstance(s, ast.Import):
                for a in s.names: names.add(a.asname or a.name.split('.')[0])
            elif isinstance(s, ast.ImportFrom):
                for a in s.names:
                    if a.name != '*': names.add(a.asname or a.name)
            elif isinstance(s, ast.Assign): [target(t) for t in s.targets]; expr(s.value)
            elif isinstance(s, ast.AugAssign): target(s.target); expr(s.value)
            elif isinstance(s, ast.AnnAssign):
                if s.value: target(s.target); expr(s.value)
            elif isinstance(s, ast.Delete): [target(t) for t in s.targets]
            elif isinstance(s, ast.Expr): expr(s.value)
            elif isinstance(s, (ast.For, ast.AsyncFor)): target(s.target); expr(s.iter); body(s.body, caught); body(s.orelse, caught)
            elif isinstance(s, ast.While): expr(s.test); body(s.body, caught); body(s.orelse, caught)
            elif isinstance(s, ast.If):
                expr(s.test)
                if not is_main(s.test): body(s.body, caught)
                body(s.orelse, caught)
            elif isinstance(s, (ast.With, ast.AsyncWith)):
                for i in s.items:
                    if i.optional_vars: target(i.optional_vars)
                body(s.body, caught)
            elif isinstance(s, (ast.Try, ast.TryStar)):
                body(s.body, True); [body(h.body, caught) for h in s.handlers]; body(s.orelse, caught); body(s.finalbody, caught)
            elif isinstance(s, ast.Match):
                expr(s.subject)
                for c in s.cases:
                    for w in ast.walk(c.pattern):
                        if isinstance(w, (ast.MatchAs, ast.MatchStar)) and w.name: names.add(w.name)
                        if isinstance(w, ast.MatchMapping) and w.rest: names.add(w.rest)
                    body(c.body, caught)
    body(tree.body, top=True)
    return sorted(names)
for dir, dirs, files in os.walk(root):
    dirs[:] = sorted(d for d in dirs if d != '.git')
    for name in sorted(files):
        if not name.endswith('.py'): continue
        path = os.path.join(dir, name)
        if os.path.islink(path): continue
        data = open(path, 'rb').read()
        try: tree = ast.parse(data)
        except (SyntaxError, ValueError, RecursionError): print(json.dumps([os.path.relpath(path, root), None, None])); continue
        at = starts(data); bom = 3 if data.startswith(b'\xef\xbb\xbf') else 0
        try: data.decode('utf-8'); exact = True
        except UnicodeDecodeError: exact = False
        def off(line, col): return (at[line-1] + col + (bom if line == 1 else 0)) if exact else -1
        imports = []
        for n in ast.walk(tree):
            if isinstance(n, ast.Import): form, level, module = 'import', 0, ''
            elif isinstance(n, ast.ImportFrom): form, level, module = 'from', n.level, n.module or ''
            else: continue
            imports.append([n.lineno, form, level, module, off(n.lineno, n.col_offset), off(n.end_lineno, n.end_col_offset), [[a.name, a.asname, off(a.lineno, a.col_offset), off(a.end_lineno, a.end_col_offset)] for a in n.names]])
        imports.sort(key=lambda i: (i[0], i[4]))
        print(json.dumps([os.path.relpath(path, root), imports, bindings(tree)]))
`;

type Name = [string, string | null, number, number];
type Import = [number, string, number, string, number, number, Name[]];

/** CPython gives identifiers in their NFKC form, decoded. */
const spelled = (latin1: string): string =>
	Buffer.from(latin1, "latin1").toString("utf8").normalize("NFKC");

function ours(text: string): Import[] {
	return scanPython(text).imports.map((statement) => [
		statement.line,
		statement.kind,
		statement.level,
		spelled(statement.module),
		statement.start,
		statement.end,
		statement.star !== null
			? [["*", null, statement.star, statement.star + 1]]
			: statement.names.map(
					(name): Name => [
						spelled(name.name),
						name.alias ? spelled(name.alias.name) : null,
						name.start,
						name.alias?.end ?? name.end,
					],
				),
	]);
}

/** Offsets that the reference does not know (a file in another encoding) are not compared. */
const comparable = (imports: readonly Import[], exact: boolean): string =>
	JSON.stringify(
		exact
			? imports
			: imports.map(([line, form, level, module, , , names]) => [
					line,
					form,
					level,
					module,
					names.map(([name, alias]) => [name, alias]),
				]),
	);

const [tree = ".", python = "python3"] = process.argv.slice(2);
const sums = { files: 0, unparsed: 0, names: 0, bindings: 0, mismatches: 0 };
const reference = spawn(python, ["-W", "ignore", "-c", REFERENCE, tree], {
	stdio: ["ignore", "pipe", "inherit"],
});
for await (const line of createInterface({ input: reference.stdout })) {
	const [path, imports, bindings] = JSON.parse(line) as [
		string,
		Import[] | null,
		string[] | null,
	];
	sums.files++;
	if (!imports || !bindings) {
		sums.unparsed++;
		continue;
	}
	const text = readFileSync(join(tree, path)).toString("latin1");
	const exact = imports.every((statement) => statement[4] >= 0);
	sums.names += imports.reduce(
		(sum, statement) => sum + statement[6].length,
		0,
	);
	const read = ours(text);
	if (comparable(read, exact) !== comparable(imports, exact)) {
		sums.mismatches++;
		const known = new Set(imports.map((s) => comparable([s], exact)));
		const found = new Set(read.map((s) => comparable([s], exact)));
		for (const s of found)
			if (!known.has(s)) console.log(`${path}: only here ${s}`);
		for (const s of known)
			if (!found.has(s)) console.log(`${path}: only CPython ${s}`);
	}
	const facts = pythonFacts(
		{ path, text, encoding: "latin1", unit: "byte" },
		path,
	);
	// Names that only exist later are no bindings to CPython: made by a function, or served by `__getattr__`.
	const served = facts.exports.get("__getattr__")?.at(-1)?.line;
	const later = new Set([...facts.rebound.values(), served]);
	const known = new Set(bindings.map((name) => name.normalize("NFKC")));
	const bound = new Set<string>();
	for (const [name, all] of facts.exports)
		if (known.has(spelled(name)) || !all.every(({ line }) => later.has(line)))
			bound.add(spelled(name));
	sums.bindings += known.size;
	for (const name of bound)
		if (!known.has(name)) {
			sums.mismatches++;
			console.log(`${path}: binds ${name}, says onepath alone`);
		}
	for (const name of known)
		if (!bound.has(name)) {
			sums.mismatches++;
			console.log(`${path}: binds ${name}, says CPython alone`);
		}
}
console.log(JSON.stringify(sums));
process.exitCode = sums.mismatches > 0 ? 1 : 0;
