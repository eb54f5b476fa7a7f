import { describe, expect, test } from "@jest/globals";
import { differInImportsOnly } from "../../../../transforms/languages/python/source/imports-only.js";

describe("texts that differ in imports only", () => {
	test.each([
		["nothing", "x = 1\n", "x = 1\n"],
		["another module", "from a import X\nX()\n", "from b import X\nX()\n"],
		[
			"one more",
			"from a import X, Y\nX()\n",
			"from a import Y\nfrom b import X\nX()\n",
		],
		[
			"one less",
			"import a\nfrom b import Y\n\n\nY\n",
			"from b import Y, X\n\n\nY\n",
		],
		[
			"another layout",
			"if c:\n    from a import (\n        X,  # why\n    )  # noqa\n",
			"if c:\n    from b import X  # why # noqa\n",
		],
		[
			"in a block",
			"def f():\n    import a\n    a.X\n",
			"def f():\n    import b\n    import c\n    a.X\n",
		],
		[
			"on a line with others",
			"x = 1; import a; y = 2\n",
			"x = 1; import b; y = 2\n",
		],
		[
			"line ends of Windows",
			"import a\r\nx\r\n",
			"import b\r\nimport c\r\nx\r\n",
		],
		["no line end", "import a", "import b\nimport c"],
	])("%s", (_, before, after) => {
		expect(differInImportsOnly(before, after)).toBe(true);
	});
});

describe("texts that may differ in more", () => {
	test.each([
		["a use", "import a\na.X()\n", "import b\nb.X()\n"],
		["a block without statements", "def f():\n    import a\n", "def f():\n"],
		[
			"another indentation",
			"def f():\n    import a\n",
			"def f():\n  import a\n",
		],
		[
			"two in a row, indented apart",
			"import a\nx\n",
			"import a\n  import b\nx\n",
		],
		[
			"behind a continuation",
			"if c: \\\n    import a\nx\n",
			"if c: \\\n    import a\n    import b\nx\n",
		],
		["no import any more", "import a\n", "import a b\n"],
		["a keyword for a name", "import a\n", "from b import class\n"],
		["a keyword in the module", "import a\n", "import b.for.c\n"],
		["a keyword for an alias", "import a\n", "import b as in\n"],
		["a lost line end", "import a\nx\n", "import bx\n"],
		[
			"an import where there was none",
			"if c:\n    pass\n",
			"if c:\n    import a\n",
		],
		["a file that was broken", "import a\nx = (\n", "import b\nx = (\n"],
		[
			"text in a string",
			'import a\nx = """\nimport a\n"""\n',
			'import a\nx = """\nimport b\n"""\n',
		],
	])("%s", (_, before, after) => {
		expect(differInImportsOnly(before, after)).toBe(false);
	});
});
