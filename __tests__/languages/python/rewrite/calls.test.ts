import { expect, test } from "@jest/globals";
import {
	calleeOf,
	knownCall,
	patchedAttribute,
} from "../../../../transforms/languages/python/rewrite/calls.js";

/** The known call around the literal "L" of a snippet. */
function around(snippet: string): unknown {
	const start = snippet.indexOf('"L"');
	return knownCall(snippet, start, start + 3);
}

test.each<[string, unknown]>([
	['patch("L")', { kind: "patch" }],
	['@mock.patch("L", autospec=True)', { kind: "patch" }],
	[
		'with unittest.mock.patch(\n    "L",\n    new=1,\n): pass',
		{ kind: "patch" },
	],
	['mocker.patch(target="L")', { kind: "patch" }],
	['monkeypatch.setattr("L", 1)', { kind: "patch" }],
	['monkeypatch.delattr("L")', { kind: "patch" }],
	['patch.multiple("L", X=1)', { kind: "multiple" }],
	['importlib.import_module("L")', { kind: "load" }],
	['import_module(name="L")', { kind: "load" }],
	['__import__("L")', { kind: "load" }],
	['pytest.importorskip("L")', { kind: "load" }],
	['importlib.util.find_spec("L")', { kind: "resolve" }],
	['pkgutil.resolve_name("L")', { kind: "resolve" }],
	['sys.modules["L"]', { kind: "registry", installs: false }],
	['sys.modules["L"] = fake', { kind: "registry", installs: true }],
	['sys.modules["L"] == fake', { kind: "registry", installs: false }],
	['sys.modules.pop("L", None)', { kind: "registry", installs: false }],
	['sys.modules.setdefault("L", m)', { kind: "registry", installs: true }],
	[
		'patch.dict(sys.modules, {"K": 1, "L": m})',
		{ kind: "registry", installs: true },
	],
	['patch.dict("sys.modules", {"L": m})', { kind: "registry", installs: true }],
	[
		'monkeypatch.setitem(sys.modules, "L", m)',
		{ kind: "registry", installs: true },
	],
	['"L" not in sys.modules', { kind: "registry", installs: false }],
	['setattr("L", "X", 1)', null],
	['dispatch("L")', null],
	['patch(f, "L")', null],
	['patch("L" "X")', null],
	['x = "L"', null],
	['["L"]', null],
])("%s", (snippet, known) => expect(around(snippet)).toEqual(known));

test("a callee is read with white space and continuations taken out", () => {
	const text = "a . \\\n b (\n  x";
	expect(calleeOf(text, text.length - 1)).toBe("a.b");
	expect(calleeOf("f(a, x", 5)).toBe(null);
});

test.each([
	['patch.object(m, "X")', "X"],
	['monkeypatch.setattr(m, "X", 1)', "X"],
	["mocker.patch.object(m, attribute='X', new=1)", "X"],
	["patch.object(m, name)", undefined],
	['isinstance(m, "X")', undefined],
])("%s", (text, name) => {
	const start = text.indexOf("(m") + 1;
	expect(patchedAttribute(text, start, start + 1)?.name).toBe(name);
});
