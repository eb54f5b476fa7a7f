/**
 * `--interactive`: each change is shown and asked about, with the letters of `git add -p`; changes of one group are
 * one question. What is not accepted when the answers end stays as it is.
 */
import type { Change, PlanEntry } from "../../transforms/core/types.js";
import { groupBy } from "../group.js";
import type { Io, Paint } from "../io.js";
import type { RunResult } from "../report/result.js";
import { showDiff } from "../report/show-diff.js";
import { type Dropped, narrow } from "./narrow.js";

const HELP = [
	"y  apply this change",
	"n  leave it",
	"q  leave it and all that follow; what was accepted is written",
	"a  apply it and all that follow in its file",
	"d  leave it and all that follow in its file",
	"?  this help",
];

type Answer = "y" | "n" | "q" | "a" | "d";

/** The result with the accepted changes only. Questions go to `io.stderr`, answers come from `io.stdin`. */
export async function askChanges(
	result: RunResult,
	io: Pick<Io, "stderr" | "stdin">,
	paint: Paint,
): Promise<RunResult> {
	const questions = [
		...groupBy(result.changes, ({ id, group }) => group ?? `\0${id}`).values(),
	];
	const lines = linesOf(io.stdin?.() ?? []);
	const dropped = new Map<string, Dropped>();
	/** What was said of the rest of a file. */
	const files = new Map<string, "a" | "d">();
	let quit = false;
	try {
		for (const [index, changes] of questions.entries()) {
			const file = changes[0]?.path ?? "";
			let answer: Answer | undefined = quit ? "q" : files.get(file);
			if (answer === undefined) {
				io.stderr.write(showChanges(result, changes, paint));
				const prompt = `(${index + 1}/${questions.length}) Apply this change [y,n,q,a,d,?]? `;
				answer = await answerTo(prompt, lines, io);
			}
			if (answer === "a" || answer === "d") files.set(file, answer);
			if (answer === "q") quit = true;
			if (answer === "y" || answer === "a") continue;
			for (const { id } of changes)
				dropped.set(id, { reason: "declined", detail: "declined when asked" });
		}
	} finally {
		await lines.return(undefined);
	}
	return narrow(result, dropped);
}

async function answerTo(
	prompt: string,
	lines: AsyncGenerator<string>,
	io: Pick<Io, "stderr">,
): Promise<Answer> {
	for (;;) {
		io.stderr.write(prompt);
		const { value, done } = await lines.next();
		if (done) {
			io.stderr.write("\n");
			return "q";
		}
		const letter = value.trim().charAt(0).toLowerCase();
		if ("ynqad".includes(letter) && letter !== "") return letter as Answer;
		io.stderr.write(`${HELP.join("\n")}\n`);
	}
}

/** The diff of these changes alone. */
function showChanges(
	{ plan, texts }: RunResult,
	changes: readonly Change[],
	paint: Paint,
): string {
	const edits = groupBy(changes, ({ path }) => path);
	const entries = plan.entries.flatMap((entry): readonly PlanEntry[] => {
		const own = edits.get(entry.path);
		if (!own || entry.kind !== "edit") return [];
		const ordered = own
			.flatMap((change) => change.edits)
			.sort((a, b) => a.start - b.start || a.end - b.end);
		return [{ ...entry, edits: ordered }];
	});
	return showDiff({ plan: { entries }, texts }, paint, null);
}

async function* linesOf(
	chunks: AsyncIterable<string | Uint8Array> | readonly string[],
): AsyncGenerator<string> {
	let rest = "";
	for await (const chunk of chunks) {
		rest += Buffer.from(chunk as Uint8Array).toString("utf8");
		const lines = rest.split("\n");
		rest = lines.pop() ?? "";
		yield* lines;
	}
	if (rest !== "") yield rest;
}
