/** What the tests of shards share: files that change only together, and an order by chance. */
import type { Random } from "../../../scripts/dev/bench/random.js";
import type { Files } from "../support/workspace.js";

const NAMES = Array.from({ length: 8 }, (_, i) => `make${i}`);

/** A rule for the files below. */
export const TIED_RULE = { id: "tied", from: "tied.old", to: "tied.new" };

/** Pairs of a consumer and the test that patches what it reads: one group each. */
export const PAIRS: readonly (readonly [consumer: string, test: string])[] =
	NAMES.map((name) => [`tied/${name}.py`, `tests/test_${name}.py`]);

export const TIED: Files = {
	"tied/__init__.py": "",
	"tied/new.py": NAMES.map(
		(name) => `def ${name}(url):\n    return url\n`,
	).join("\n\n"),
	"tied/old.py": `from tied.new import ${NAMES.join(", ")}\n`,
	...Object.fromEntries(
		NAMES.flatMap((name, i) => [
			[
				PAIRS[i]?.[0],
				`from tied import old\n\n\ndef use(url):\n    return old.${name}(url)\n`,
			],
			[
				PAIRS[i]?.[1],
				`from unittest import mock\n\nfrom tied import ${name}\n\n\ndef test_use():\n    with mock.patch("tied.old.${name}") as made:\n        ${name}.use("a")\n    assert made.called\n`,
			],
		]),
	),
};

export function shuffled<T>(items: readonly T[], random: Random): T[] {
	const left = [...items];
	const order: T[] = [];
	while (left.length > 0)
		order.push(...left.splice(random.below(left.length), 1));
	return order;
}
