/** The table of uses: sorted and counted the same, in whatever order files and paths came. */
import { describe, expect, test } from "@jest/globals";
import type { RawUse } from "../../transforms/core/map/record.js";
import { UseTable } from "../../transforms/core/map/use-table.js";

const A = { id: "m:A", at: 0 };
const B = { id: "m:B", at: 1 };
const NEVER_USED = { id: "m:C", at: 2 };
const LATER = { id: "m:D", at: 3 };
const PATHS = [A, B, NEVER_USED];

const use = (line: number, column: number, time: RawUse["time"] = "load") =>
	({ specifier: "m", name: null, form: "from", line, column, time }) as const;

/** Two files, the later one read first, with uses that are not in the order of the source. */
function filled(): UseTable {
	const table = new UseTable();
	table.enter("z/deep/er/b.py", true);
	table.add(A, "from", use(4, 1));
	table.add(B, "mock", use(2, 9, "call"));
	table.add(A, "from", use(2, 9));
	table.enter("a.py", false);
	table.add(B, "module", use(1, 1, "call"));
	table.sort(PATHS);
	return table;
}

describe("the table of uses", () => {
	test("lists by file, line, column, path", () => {
		const listed = filled()
			.list(PATHS)
			.map(({ file, line, path }) => `${file}:${line} ${path}`);
		expect(listed).toEqual([
			"a.py:1 m:B",
			"z/deep/er/b.py:2 m:A",
			"z/deep/er/b.py:2 m:B",
			"z/deep/er/b.py:4 m:A",
		]);
	});

	test("counts one path, several, and those without a use", () => {
		const table = filled();
		expect(table.counts([A])).toEqual({
			total: 2,
			imports: 2,
			tests: 2,
			files: 1,
			forms: { from: 2 },
			directories: { "z/deep": 2 },
		});
		expect(table.counts([A, B])).toEqual({
			total: 4,
			imports: 3,
			tests: 3,
			files: 2,
			forms: { from: 2, mock: 1, module: 1 },
			directories: { ".": 1, "z/deep": 3 },
		});
		// Counting leaves nothing behind.
		expect(table.counts([B]).forms).toEqual({ mock: 1, module: 1 });
		expect(table.counts([NEVER_USED]).total).toBe(0);
		expect(table.counts([LATER]).total).toBe(0);
	});

	test("tells who imports, who does as it is loaded, and which files", () => {
		const table = filled();
		expect(
			[A, B, NEVER_USED, LATER].map((path) => table.isImported(path)),
		).toEqual([true, true, false, false]);
		expect([table.loadCount([A, B]), table.loadCount([B])]).toEqual([1, 0]);
		expect([...table.files([B])].sort()).toEqual(["a.py", "z/deep/er/b.py"]);
	});
});
