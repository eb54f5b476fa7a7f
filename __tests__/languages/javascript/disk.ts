/** Projects on disk for the tests of the readers; `afterAll(cleanUp)` takes them away again. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
	type OpenProject,
	openProject,
} from "../../../scripts/driver/read/project.js";
import { Graph } from "../../../transforms/core/proof.js";
import { javascriptGraphSource } from "../../../transforms/languages/javascript/graph.js";
import { decodeJavaScript } from "../../../transforms/languages/javascript/source/decode.js";

/** Contents by path; an object is written as JSON. */
export type Tree = Readonly<Record<string, string | object>>;

const made: string[] = [];

export function onDisk(tree: Tree): string {
	const root = mkdtempSync(join(tmpdir(), "onepath-javascript-"));
	made.push(root);
	for (const [path, content] of Object.entries(tree)) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(
			join(root, path),
			typeof content === "string" ? content : JSON.stringify(content),
		);
	}
	return root;
}

export function projectOf(tree: Tree): OpenProject {
	const root = onDisk(tree);
	return openProject(root, {
		files: Object.keys(tree),
		decode: decodeJavaScript,
	});
}

export function graphOf(tree: Tree): Graph {
	return new Graph(javascriptGraphSource(projectOf(tree)));
}

export function cleanUp(): void {
	for (const root of made.splice(0))
		rmSync(root, { recursive: true, force: true });
}
