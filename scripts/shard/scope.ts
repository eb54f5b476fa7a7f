/** What a run over a tree was asked besides its rules, without a path of this machine: equal questions, equal data. */
import { insideRoot } from "../driver/root.js";
import type { RunInput } from "../pipeline.js";

export function scopeOfRun(input: RunInput): readonly unknown[] {
	const { root, cwd, only, roots, ignore, include, exclude } = input;
	return [
		input.paths.map((path) => insideRoot(root, cwd, path) ?? path),
		only ? [...only].sort() : null,
		roots,
		ignore,
		include,
		exclude,
	];
}
