import { COMMANDS } from "../../../../scripts/commands/index.js";
import { LISTING, listAhead } from "../../../../scripts/driver/read/ahead.js";
import {
	listFiles,
	startListing,
} from "../../../../scripts/driver/read/files.js";
import { workspace } from "../../support/workspace.js";

test("every word is a command", () => {
	const words = COMMANDS.map(({ command }) => command.split(" ")[0]);
	expect(LISTING.filter((word) => !words.includes(word))).toEqual([]);
});

/** The root that is guessed, relative to the workspace. */
function guessed(
	space: ReturnType<typeof workspace>,
	argv: readonly string[],
	from = ".",
): string | null {
	const ahead = listAhead(argv, space.at(from));
	const found = [".", "a", "a/b"].find((path) => ahead?.take(space.at(path)));
	ahead?.drop();
	return found ?? null;
}

test("the tree is the config's folder, or the repository", () => {
	const space = workspace({ "a/onepath.config.json": "{}", "a/b/c.py": "" });
	expect(guessed(space, ["migrate"], "a/b")).toBe("a");
	expect(guessed(space, ["map"])).toBe(".");
});

test.each([
	[["init"]],
	[[]],
	[["migrate", "--root", "a"]],
	[["migrate", "--root=a"]],
	[["check", "--config", "a/onepath.config.json"]],
	[["map", "--help"]],
	[["map", "-h"]],
])("nothing is guessed for %p", (argv) => {
	expect(guessed(workspace({ "a/b/c.py": "" }), argv)).toBeNull();
});

test("nothing is guessed outside of git", () => {
	const space = workspace({ "a/b/c.py": "" }, { git: false });
	expect(guessed(space, ["map"])).toBeNull();
});

test("a listing takes the guess where it is right, and only once", async () => {
	const space = workspace({ "a/b/c.py": "", "d.py": "" });
	const ahead = listAhead(["map"], space.root);
	// Listed before this is there.
	await ahead?.take(space.at("a"));
	const listing = await startListing(space.root, ahead);
	expect(listing).toEqual(listFiles(space.root));
	space.put({ "e.py": "" });
	expect((await startListing(space.root, ahead)).files).toContain("e.py");
	expect((await startListing(space.at("a"), ahead)).files).toEqual(["b/c.py"]);
});
