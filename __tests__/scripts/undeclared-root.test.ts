/**
 * A package in a folder that nothing declares as a source root (`backend/acme`, no pyproject.toml): everybody says
 * `acme`, and from the repository its files also go by `backend.acme`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { planMigration } from "../../scripts/api.js";
import type { Policy } from "../../transforms/core/types.js";

const FILES = {
	"__init__.py": "",
	"thing.py": "class Thing: ...\n",
	"new.py": "from acme.thing import Thing\n",
	"other.py": "",
	"old.py": "from acme.thing import Thing\n",
	"beside.py": "from .old import Thing\n",
	"user.py": "from acme.old import Thing\n",
};

let root: string;
beforeAll(() => {
	root = mkdtempSync(join(tmpdir(), "onepath-undeclared-"));
	for (const [path, text] of Object.entries(FILES)) {
		const file = join(root, "backend/acme", path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
	}
});
afterAll(() => rmSync(root, { recursive: true }));

function after(to: string, policy: Partial<Policy>): Record<string, string> {
	const { texts } = planMigration({
		root,
		rules: [{ id: "r", from: "acme.old", to }],
		policy,
	});
	return Object.fromEntries(
		[...texts].map(([path, { after: text }]) => [
			path.replace("backend/acme/", ""),
			text ?? "",
		]),
	);
}

test("a relative import is found, too", () => {
	const texts = after("acme.new", {});
	expect(Object.keys(texts)).toEqual(["beside.py", "user.py"]);
	expect(texts["user.py"]).toBe("from acme.new import Thing\n");
});

test("a definition is imported by the name that the file's imports go by", () => {
	const texts = after("acme.other", { onMissing: "definition" });
	expect(texts["user.py"]).toBe("from acme.thing import Thing\n");
});
