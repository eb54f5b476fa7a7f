/**
 * A tree as proofs see it: `Project` over a directory on disk. Nothing is read before it is asked for, everything
 * is read at most once and remembered, so a run sees one state of each file; `bytesHash` says which.
 *
 *   const project = openProject('/home/me/app', { decode });
 *   project.containing([{ all: ['ws.manager'], extensions: ['.py'] }]);
 */
import { createHash } from "node:crypto";
import { resolve as resolvePath } from "node:path";
import type { Decoded } from "../../transforms/core/language.js";
import type {
	Located,
	NeedleQuery,
	Project,
	SourceFile,
} from "../../transforms/core/types.js";
import { listFiles } from "./files.js";
import { Prefilter } from "./prefilter.js";
import { Reader } from "./reader.js";
import { decodeText } from "./text.js";
import { Tree } from "./tree.js";

export type Decode = (path: string, bytes: Buffer) => Decoded;
export type Resolve = (
	specifier: string,
	from: string,
	conditions: readonly string[],
) => Located;

export interface ProjectOptions {
	/** Root-relative POSIX paths of the tree; listed from git or by a walk when absent. */
	readonly files?: readonly string[];
	/** Bytes to source, by the language of the path; files of no language are read as plain text. */
	readonly decode?: Decode;
	/** Node's resolution over this root; without it every specifier is external. */
	readonly resolve?: Resolve;
}

export interface OpenProject extends Project {
	/** Absolute. */
	readonly root: string;
	/** Sentences about what the listing did not enter. */
	readonly notes: readonly string[];
	/** SHA-256, in hex, of the bytes that `read` gave; throws for a file that was never read. */
	bytesHash(path: string): string;
	/** Why a file has no source: the system's words, or the language's (`binary`). Null when it has. */
	refusal(path: string): string | null;
	stats(): ProjectStats;
}

export interface ProjectStats {
	readonly files: number;
	readonly bytesRead: number;
	/** Files that were decoded, past the needle search. */
	readonly decoded: number;
	readonly unreadable: ReadonlyMap<string, string>;
}

/** Opens the tree at `root`. Lists its files; reads none. */
export function openProject(
	root: string,
	options: ProjectOptions = {},
): OpenProject {
	const absolute = resolvePath(root);
	const listing = options.files
		? { files: [...options.files].sort(), notes: [] }
		: listFiles(absolute);
	const tree = new Tree(absolute, listing.files);
	const reader = new Reader(absolute);
	const prefilter = new Prefilter(listing.files, reader.bytes);
	const decode = options.decode ?? decodeText;
	const decoded = new Map<string, Decoded>();

	const open = (path: string): Decoded => {
		const known = decoded.get(path);
		if (known) return known;
		// A path that was not listed may lead through links; the file behind it is read if it is inside.
		const real = tree.isListed(path) ? path : tree.inside(path);
		const bytes = real === null ? null : reader.bytes(real);
		const answer: Decoded = bytes
			? decode(path, bytes)
			: {
					kind: "refused",
					reason:
						reader.unreadable.get(real ?? path) ?? "leads out of the root",
				};
		decoded.set(path, answer);
		return answer;
	};
	const read = (path: string): SourceFile | null => {
		const answer = open(path);
		return answer.kind === "source" ? answer.file : null;
	};

	return {
		root: absolute,
		files: listing.files,
		notes: listing.notes,
		exists: (path) => tree.exists(path),
		read,
		list: (directory) => tree.list(directory),
		realpath: (path) => tree.inside(path) ?? path,
		resolve: options.resolve ?? ((name) => ({ kind: "external", name })),
		containing: (queries: readonly NeedleQuery[]) =>
			prefilter.containing(queries),
		bytesHash: (path) => hashOf(read(path) as SourceFile),
		refusal: (path) => {
			const answer = open(path);
			return answer.kind === "refused" ? answer.reason : null;
		},
		stats: () => ({
			files: listing.files.length,
			bytesRead: reader.bytesRead,
			decoded: decoded.size,
			unreadable: reader.unreadable,
		}),
	};
}

/** `Buffer.from(text, encoding)` is the file, byte for byte, so its hash needs no second copy of the bytes. */
export function hashOf(file: Pick<SourceFile, "text" | "encoding">): string {
	return createHash("sha256")
		.update(Buffer.from(file.text, file.encoding))
		.digest("hex");
}
