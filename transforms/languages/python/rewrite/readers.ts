/**
 * Who reads what a change would take away or add: other files that import, patch or read this file's binding, that
 * star-import this file, or that look a name up in the canonical module when they run. All questions go to the
 * tree in one pass; the files that come back are scanned, and a doubtful hit counts as a reader.
 */
import type { PlanContext } from "../../../core/language.js";
import { containingEach } from "../../../core/search-groups.js";
import type { ModuleId, NeedleQuery } from "../../../core/types.js";
import type { ImportStatement } from "../source/syntax.js";
import {
	bindingOf,
	isDeferred,
	isTyping,
	lastOf,
	type PythonFile,
} from "./file.js";
import type { LegacyModules } from "./legacy.js";

export interface Reader {
	readonly path: string;
	readonly line: number;
	readonly how: string;
	/** A string names it: what is reached through the binding may be replaced there. */
	readonly inString: boolean;
}

type Hit = Omit<Reader, "path">;

interface Question {
	readonly module: string;
	readonly id: ModuleId;
	readonly name: string;
	paths: Set<string>;
}

const EXTENSIONS = { extensions: [".py", ".pyi"] } as const;

export class Readers {
	readonly #context: PlanContext;
	readonly #legacy: LegacyModules;
	readonly #open: (path: string) => PythonFile | null;
	readonly #questions = new Map<string, Question>();
	#asked = false;

	constructor(
		context: PlanContext,
		legacy: LegacyModules,
		open: (path: string) => PythonFile | null,
	) {
		this.#context = context;
		this.#legacy = legacy;
		this.#open = open;
	}

	/** Announces a question; all are asked at once, when the first answer is wanted. */
	prepare(id: ModuleId, module: string, name: string): void {
		if (module !== "" && !this.#asked)
			this.#questions.set(`${id}\0${name}`, {
				id,
				module,
				name,
				paths: new Set(),
			});
	}

	/** Files that use `name` of the module from outside. */
	of(id: ModuleId, name: string): Reader[] {
		return this.#each(id, name, (file, question) =>
			bindingReader(file, question, this.#module(file, question)),
		);
	}

	/** Files that take everything of the module. */
	stars(id: ModuleId, name: string): Reader[] {
		return this.#each(id, name, (file, question) => {
			for (const s of file.scan.imports)
				if (s.star !== null && this.#names(file, s, question))
					return hit(s.line, "takes everything from it");
			return null;
		});
	}

	/** Files that look `name` up in the module when they run: in a function, or through the module object. */
	late(id: ModuleId, name: string): Reader[] {
		return this.#each(id, name, (file, question) => {
			for (const s of file.scan.imports)
				if (
					s.kind === "from" &&
					isDeferred(s.blocks) &&
					!isTyping(s.blocks) &&
					s.names.some((n) => n.name === name) &&
					this.#names(file, s, question)
				)
					return hit(s.line, `imports ${name} when a function runs`);
			for (const local of this.#module(file, question)) {
				const found = attribute(local, name).exec(file.text);
				if (found)
					return hit(file.position(found.index).line, `reads ${local}.${name}`);
			}
			return null;
		});
	}

	#each(
		id: ModuleId,
		name: string,
		look: (file: PythonFile, question: Question) => Hit | null,
	): Reader[] {
		const question = this.#questions.get(`${id}\0${name}`);
		if (!question) return [];
		this.#ask();
		const readers: Reader[] = [];
		for (const path of question.paths) {
			const file = path === id ? null : this.#open(path);
			const found = file && look(file, question);
			if (found) readers.push({ path, ...found });
		}
		return readers;
	}

	#ask(): void {
		if (this.#asked) return;
		this.#asked = true;
		const questions = [...this.#questions.values()];
		const queries = questions.map((q): NeedleQuery[] => {
			const folder = /^(?:(.*)\/)?__init__\.pyi?$/.exec(q.id)?.[1];
			const tail = lastOf(q.module);
			return [
				{ all: [tail, q.name], ...EXTENSIONS },
				{ all: [tail, "*"], ...EXTENSIONS },
				// Inside a package, `from . import name` and `from . import *` do not spell the package.
				...(folder === undefined
					? []
					: [
							{ all: ["from", q.name], under: `${folder}/`, ...EXTENSIONS },
							{ all: ["*", "import"], under: `${folder}/`, ...EXTENSIONS },
						]),
			];
		});
		const answers = containingEach(this.#context.project, queries);
		for (const [i, question] of questions.entries())
			for (const path of answers[i] ?? []) question.paths.add(path);
	}

	/** Does a from-import name the module of the question? */
	#names(
		file: PythonFile,
		statement: ImportStatement,
		question: Question,
	): boolean {
		if (statement.kind !== "from") return false;
		const module = file.absolute(statement.level, statement.module);
		return module !== null && this.#is(module, file, question);
	}

	#is(module: string, file: PythonFile, question: Question): boolean {
		if (module === question.module) return true;
		return (
			lastOf(module) === lastOf(question.module) &&
			this.#legacy.locate(module, file.id) === question.id
		);
	}

	/** The expressions by which the file reaches the module of the question. */
	#module(file: PythonFile, question: Question): string[] {
		const locals: string[] = [];
		for (const statement of file.scan.imports) {
			const base =
				statement.kind === "from"
					? file.absolute(statement.level, statement.module)
					: "";
			if (base === null) continue;
			statement.names.forEach((imported, i) => {
				const module = base === "" ? imported.name : `${base}.${imported.name}`;
				if (!this.#is(module, file, question)) return;
				const dotted = statement.kind === "import" && !imported.alias;
				locals.push(dotted ? imported.name : bindingOf(statement, i).name);
			});
		}
		return locals;
	}
}

const attribute = (local: string, name: string): RegExp =>
	new RegExp(
		`(?<![\\w.])${local.replaceAll(".", "\\s*\\.\\s*")}\\s*\\.\\s*${name}\\b`,
	);

function bindingReader(
	file: PythonFile,
	question: Question,
	locals: readonly string[],
): Hit | null {
	const { name, module } = question;
	const spelled = new RegExp(
		`(?:^|[\\w.]*\\.)?${lastOf(module)}[.:]${name}\\b`,
	);
	for (const s of file.scan.strings) {
		const text = file.text.slice(s.contentStart, s.contentEnd);
		if (!text.includes(name)) continue;
		const { line } = file.position(s.start);
		if (spelled.test(text)) return hit(line, `spells "${text}"`, true);
		if (locals.length > 0 && text === name)
			return hit(line, `spells "${name}" and imports the module`, true);
	}
	for (const s of file.scan.imports) {
		if (s.kind !== "from" || !s.names.some((n) => n.name === name)) continue;
		const from = file.absolute(s.level, s.module);
		if (from === module || (from !== null && lastOf(from) === lastOf(module)))
			return hit(s.line, `imports ${name} from it`);
	}
	for (const local of locals) {
		const found = attribute(local, name).exec(file.text);
		if (found)
			return hit(file.position(found.index).line, `reads ${local}.${name}`);
	}
	return null;
}

const hit = (line: number, how: string, inString = false): Hit => ({
	line,
	how,
	inString,
});

export const describeReaders = (readers: readonly Reader[]): string => {
	const [first, ...rest] = readers;
	if (!first) return "";
	const more = rest.length > 0 ? `, and ${rest.length} more` : "";
	return `${first.path}:${first.line} ${first.how}${more}`;
};
