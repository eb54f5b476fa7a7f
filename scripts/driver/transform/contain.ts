/**
 * Runs code that is not ours, and comes back from it: a loop without end is stopped, a promise that nothing will
 * settle is given up on, and `process.exit` (which would end the run with all files behind it forgotten, and exit
 * code 0) is an error of that code.
 */
import { Script } from "node:vm";
import type {
	Transform,
	TransformRun,
} from "../../../transforms/languages/transform.js";

const HOLDER = Symbol.for("onepath.contained");
const CALL = new Script("globalThis[Symbol.for('onepath.contained')]()");
const outer = new Script("globalThis").runInThisContext() as Record<
	symbol,
	unknown
>;

/**
 * The transform, with this time for a file, in milliseconds; what it does not come back from is its failure.
 * `interrupts`: is there nobody else to end a loop? To be interrupted costs a thread for each file, a tenth of what a
 * transform needs for it.
 */
export function containedTransform(
	transform: Transform,
	limit: number,
	interrupts = true,
): Transform {
	return {
		...transform,
		run: async (file) => {
			const answer = await contained(
				() => transform.run(file),
				limit,
				interrupts,
			);
			return "failure" in answer ? failedRun(answer.failure) : answer.value;
		},
	};
}

export function failedRun(failure: string): TransformRun {
	return { edits: [], failure, reports: [], stats: new Map() };
}

export type Contained<T> = { readonly value: T } | { readonly failure: string };

/** What `work` gives, or why it gave nothing. Throws what it throws. */
export async function contained<T>(
	work: () => Promise<T>,
	limit: number,
	interrupts: boolean,
): Promise<Contained<T>> {
	const { exit, exitCode } = process;
	process.exit = (code) => {
		throw new Error(`process.exit(${code ?? ""}) was called`);
	};
	let timer: NodeJS.Timeout | undefined;
	let idle = (): void => {};
	try {
		const promise = interrupts ? interruptible(work, limit) : work();
		const given = promise.then((value) => ({ value }));
		const late = new Promise<Contained<T>>((resolve) => {
			const giveUp = () => resolve({ failure: "the transform never answered" });
			timer = setTimeout(giveUp, limit).unref();
			// Nothing is left that could settle it; the immediate keeps the process for the next file.
			idle = () => void setImmediate(giveUp);
			process.once("beforeExit", idle);
		});
		return await Promise.race([given, late]);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
		return { failure: "the transform never answered" };
	} finally {
		clearTimeout(timer);
		process.off("beforeExit", idle);
		process.exit = exit;
		process.exitCode = exitCode;
	}
}

/** The only way to interrupt a loop from within its own thread. Throws when it was. */
function interruptible<T>(work: () => Promise<T>, limit: number): Promise<T> {
	outer[HOLDER] = work;
	try {
		return CALL.runInThisContext({ timeout: limit }) as Promise<T>;
	} finally {
		delete outer[HOLDER];
	}
}
