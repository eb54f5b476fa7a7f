/**
 * The process that a transform runs in: loads the one that it is sent first, then answers for each file. It ends with
 * the one that started it.
 */
import { OnepathError } from "../../../transforms/core/errors.js";
import type { SourceFile } from "../../../transforms/core/types.js";
import type { Transform } from "../../../transforms/languages/transform.js";
import { type Answer, type TransformChoice, transformHere } from "./open.js";

const say = (answer: Answer): void => {
	process.send?.(answer, undefined, undefined, () => {});
};

async function load(choice: TransformChoice): Promise<Transform | null> {
	try {
		const transform = await transformHere(choice, false);
		say({ needles: transform.needles });
		// The other process has the files to find first.
		transform.prepare();
		return transform;
	} catch (error) {
		if (!(error instanceof OnepathError)) throw error;
		say({ unusable: error.message });
		return null;
	}
}

process.once("message", async (choice) => {
	const transform = await load(choice as TransformChoice);
	process.on("message", async (file) => {
		if (transform) say({ run: await transform.run(file as SourceFile) });
	});
});
// Not `process.exit`, which a transform may have replaced.
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
