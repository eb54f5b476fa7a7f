/**
 * A tree as proofs see it: `Project` over a directory on disk. Nothing is read before it is asked for, everything
 * is decoded at most once and remembered, so a run sees one state of each file; the plan's hashes say which. (What a
 * sift drops may be decoded again, and is then remembered.)
 *
 *   const project = openProject('/home/me/app', { decode });
 *   project.containing([{ all: ['ws.manager'], extensions: ['.py'] }]);
 */
import { resolve as resolvePath } from "node:path";
import type { Decoded } from "../../../transforms/core/language.js";
import type {
	NeedleQuery,
	Project,
	SourceFile,
} from "../../../transforms/core/types.js";
import { type Listing, listFiles } from "./files.js";
import { Prefilter } from "./prefilter.js";
import { Reader } from "./reader.js";
import { createResolver } from "./resolver.js";
import { alone, type Found } from "./searcher.js";
import { decodeText } from "./text.js";
import { searcherFor } from "./threads.js";
import { Tree } from "./tree.js";

export type Decode = (path: string, bytes: Buffer) => Decoded;

export interface ProjectOptions {
	/** Root-relative POSIX paths of the tree; the listing's when absent. */
	readonly files?: readonly string[];
	/** The tree's; listed from git or by a walk when absent. */
	readonly listing?: Listing;
	/** Of the listed files those that are not scanned. */
	readonly ignored?: (path: string) => boolean;
	/** Bytes to source, by the language of the path; files of no language are read as plain text. */
	readonly decode?: Decode;
	/** May a second thread search the files? Then the project is to be closed. */
	readonly threads?: boolean;
	/** Where the user says that absolute module names are counted from. */
	readonly roots?: readonly string[];
}

export interface OpenProject extends Project {
	/** Absolute. */
	readonly root: string;
	/** Sentences about what the listing did not enter. */
	readonly notes: readonly string[];
	/** Was the path listed, or does it only exist (ignored, behind a link)? */
	isListed(path: string): boolean;
	/** As `containing`, of these files only; started now, and answered when the answer is asked for. */
	startSearch(files: readonly string[], queries: readonly NeedleQuery[]): Found;
	/** As `read`; only if `keep` says so of the source, it is remembered. */
	readIf(
		path: string,
		keep: (source: SourceFile) => boolean,
	): "kept" | "dropped" | "refused";
	/** A file as plain text whatever its language is, without a memo; null for binary and unreadable files. */
	readText(path: string): SourceFile | null;
	/** Why a file has no source: the system's words, or the language's (`binary`). Null when it has. */
	refusal(path: string): string | null;
	stats(): ProjectStats;
	/** Ends the second thread; questions are answered all the same. */
	close(): void;
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
		: (options.listing ?? listFiles(absolute));
	const { ignored } = options;
	const files = ignored
		? listing.files.filter((path) => !ignored(path))
		: listing.files;
	const tree = new Tree(absolute, files);
	const reader = new Reader(absolute);
	const searcher = options.threads
		? searcherFor(absolute, files.length, reader)
		: alone(reader.bytes);
	const prefilter = new Prefilter(files, searcher);
	const decode = options.decode ?? decodeText;
	const decoded = new Map<string, Decoded>();
	const dropped = new Set<string>();

	const open = (path: string): Decoded => {
		const known = decoded.get(path);
		if (known) return known;
		const answer = decodeFile(path);
		decoded.set(path, answer);
		dropped.delete(path);
		return answer;
	};
	const decodeFile = (path: string): Decoded => {
		// A path that was not listed may lead through links; the file behind it is read if it is inside.
		const real = tree.isListed(path) ? path : tree.inside(path);
		const bytes = real === null ? null : reader.bytes(real);
		return bytes
			? decode(path, bytes)
			: {
					kind: "refused",
					reason: reader.unreadable.get(real ?? path) ?? "is not in the tree",
				};
	};
	const read = (path: string): SourceFile | null => {
		const answer = open(path);
		return answer.kind === "source" ? answer.file : null;
	};

	return {
		root: absolute,
		files,
		...(options.roots ? { roots: options.roots } : {}),
		notes: listing.notes,
		exists: (path) => tree.exists(path),
		read,
		list: (directory) => tree.list(directory),
		realpath: (path) => tree.inside(path) ?? path,
		resolve: createResolver(absolute),
		containing: (queries: readonly NeedleQuery[]) =>
			prefilter.containing(queries),
		expect: (queries) => prefilter.expect(queries),
		isListed: (path) => tree.isListed(path),
		startSearch: (files, queries) => searcher.start(files, queries),
		readIf: (path, keep) => {
			const answer = decoded.get(path) ?? decodeFile(path);
			if (
				answer.kind === "source" &&
				!decoded.has(path) &&
				!keep(answer.file)
			) {
				dropped.add(path);
				return "dropped";
			}
			decoded.set(path, answer);
			return answer.kind === "source" ? "kept" : "refused";
		},
		readText: (path) => {
			const bytes = reader.bytes(path);
			const text = bytes && decodeText(path, bytes);
			return text?.kind === "source" ? text.file : null;
		},
		refusal: (path) => {
			const answer = open(path);
			return answer.kind === "refused" ? answer.reason : null;
		},
		stats: () => ({
			files: files.length,
			bytesRead: reader.bytesRead,
			decoded: decoded.size + dropped.size,
			unreadable: reader.unreadable,
		}),
		close: () => searcher.close(),
	};
}
