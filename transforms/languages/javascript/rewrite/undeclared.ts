/**
 * Packages from which files would import although no manifest above them lists the package. It may be hoisted and
 * work all the same, so this is a note, not a refusal; but somebody has to add the dependency.
 */
import type { Project } from "../../../core/types.js";
import { directoryOf, join, upward } from "../../../resolution/files.js";
import { packageName } from "../../../resolution/packages.js";
import { record } from "../../../resolution/tsconfig.js";
import type { Proposal } from "./proposal.js";

const FIELDS = [
	"dependencies",
	"devDependencies",
	"peerDependencies",
	"optionalDependencies",
];

interface Manifest {
	readonly path: string;
	readonly name: unknown;
	readonly lists: (name: string) => boolean;
}

/** One line for each manifest and package, sorted. */
export function undeclaredPackages(
	proposals: readonly Proposal[],
	project: Project,
): readonly string[] {
	const manifests = new Manifests(project);
	const found = new Map<string, Set<string>>();
	for (const { path, drafts, edits } of proposals) {
		if (edits.length === 0) continue;
		for (const { ruling } of drafts) {
			if (!ruling.to) continue;
			const { specifier, located } = ruling.to;
			if (/^[./#]|^node:/.test(specifier)) continue;
			const name = packageName(specifier);
			// An alias looks like a package, and leads to a file of another one or of none.
			const home = located.kind === "module" ? manifests.of(located.id) : null;
			if (located.kind === "module" && home?.name !== name) continue;
			const [own, ...above] = manifests.above(path);
			if (!own || own.name === name) continue;
			if ([own, ...above].some((manifest) => manifest.lists(name))) continue;
			const line = `${own.path} does not list ${name}`;
			found.set(line, (found.get(line) ?? new Set()).add(path));
		}
	}
	return [...found]
		.map(
			([line, { size }]) =>
				`${line}, which ${size} ${size === 1 ? "file" : "files"} would import`,
		)
		.sort();
}

class Manifests {
	readonly #project: Project;
	readonly #memo = new Map<string, Manifest | null>();

	constructor(project: Project) {
		this.#project = project;
	}

	of(path: string): Manifest | null {
		return this.above(path)[0] ?? null;
	}

	/** From the file's directory up to the root. */
	above(path: string): readonly Manifest[] {
		return [...upward(directoryOf(path))].flatMap((directory) => {
			const manifest = this.#in(directory);
			return manifest ? [manifest] : [];
		});
	}

	#in(directory: string): Manifest | null {
		const known = this.#memo.get(directory);
		if (known !== undefined) return known;
		const path = join(directory, "package.json") ?? "package.json";
		const manifest = this.#read(path);
		this.#memo.set(directory, manifest);
		return manifest;
	}

	#read(path: string): Manifest | null {
		if (this.#project.exists(path) !== "file") return null;
		try {
			const json = record(JSON.parse(this.#project.read(path)?.text ?? ""));
			const lists = (name: string): boolean =>
				FIELDS.some((field) => Object.hasOwn(record(json[field]), name));
			return { path, name: json.name, lists };
		} catch {
			// A manifest that is no JSON lists nothing that anybody could read.
			return null;
		}
	}
}
