/**
 * The example's story as README tells it: what `example/story.sh` does, a line for each command with the exit code
 * that the script holds it to. The script itself is run by a test.
 *
 *   chapter "The gate says no."          # The gate says no.
 *   ends 1 onepath check           ->    onepath check  # exit 1
 */

/** Throws for a script that tells nothing. */
export function renderStory(script: string): string {
	const lines = script.replaceAll(/\\\n\s*/g, "").split("\n");
	const told = lines.flatMap((line) => {
		const [, title] = /^chapter "(.*)"$/.exec(line) ?? [];
		if (title !== undefined) return ["", `# ${title}`];
		const [, code, command = ""] =
			/^ends (\d) ((?:onepath|git) .*)$/.exec(line) ?? [];
		if (code === undefined) return [];
		const shown = command.replaceAll(/"\$work\/([^"]+)"/g, "$1");
		return [code === "0" ? shown : `${shown}  # exit ${code}`];
	});
	if (told.length === 0) throw new Error("story.sh tells nothing");
	return told.join("\n").trim();
}
