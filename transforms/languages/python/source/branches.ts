/**
 * From the blocks around a module-scope binding to the ways the run can take: which arms exclude each other, and
 * which of them it leaves again.
 *
 *   try: from a import X            split 1, arm 0 of 2
 *   except ImportError: X = None    split 1, arm 1 of 2
 *   except OSError: raise           not an arm: nobody comes out of it
 */
import { ALWAYS, type Branch } from "../../../core/facts.js";
import type { OpenBlock } from "./blocks.js";
import { isRunTimeOnly } from "./headers.js";

const MAIN =
	/^(?:el)?if\b[\s(]*(?:__name__\s*==\s*["']__main__["']|["']__main__["']\s*==\s*__name__)/;

export class Branches {
	readonly #text: string;
	readonly #arms = new Map<number, OpenBlock[]>();
	/** Blocks whose last statement so far leaves them for good. */
	readonly #left = new Set<OpenBlock>();

	constructor(text: string) {
		this.#text = text;
	}

	open(block: OpenBlock): void {
		const arms = this.#arms.get(block.split);
		if (arms) arms.push(block);
		else this.#arms.set(block.split, [block]);
	}

	/** The last statement of a block so far: does it leave the block for good? */
	statement(block: OpenBlock, leaves: boolean): void {
		if (leaves) this.#left.add(block);
		else this.#left.delete(block);
	}

	/** Is the block run only when its file is the program (`if __name__ == '__main__'`)? */
	isMain(block: OpenBlock | null): boolean {
		for (let b = block; b; b = b.parent) if (this.#isMainArm(b)) return true;
		return false;
	}

	/**
	 * The branches of a binding in `block`, outermost first; null where its run never comes out of the block, so
	 * that nobody sees the binding. Call it when the whole file has been read.
	 */
	of(block: OpenBlock | null): readonly Branch[] | null {
		if (!block) return ALWAYS;
		const branches: Branch[] = [];
		let caught = false;
		for (const b of block.path) {
			if (this.#left.has(b) && !caught) return null;
			if (b.keyword === "try") caught = true;
			const branch = this.#branch(b);
			if (branch) branches.push(branch);
		}
		return branches;
	}

	#branch(block: OpenBlock): Branch | null {
		const arms = this.#arms.get(block.split) ?? [block];
		const head = arms[0]?.keyword;
		if (block.keyword === "finally" || block.keyword === "match") return null;
		const passed: Branch = { split: block.split, arm: block.arm, arms: 0 };
		if (head === "try") {
			// `else` goes on where the body ended: one way.
			const ways = arms.filter(
				(arm) =>
					(arm.keyword === "try" || arm.keyword === "except") &&
					!this.#leaves(arm, arms),
			);
			const own = block.keyword === "else" ? arms[0] : block;
			return this.#among(ways, own ?? block, passed, true);
		}
		if (head === "if") {
			if (arms[0] && isRunTimeOnly(this.#text, arms[0]))
				return block === arms[0] ? null : passed;
			const ways = arms.filter(
				(arm) =>
					!arm.typeChecking && !this.#isMainArm(arm) && !this.#left.has(arm),
			);
			return this.#among(ways, block, passed, arms.at(-1)?.keyword === "else");
		}
		if (head === "case") {
			const last = arms.at(-1);
			const always =
				last !== undefined &&
				/^case[\s(]+[A-Za-z_][\w]*[\s)]*:$/.test(
					this.#text.slice(last.start, last.end),
				);
			return this.#among(
				arms.filter((arm) => !this.#left.has(arm)),
				block,
				passed,
				always,
			);
		}
		return passed;
	}

	/** A way among those of which one is always taken; the only one there is needs no branch. */
	#among(
		ways: readonly OpenBlock[],
		block: OpenBlock,
		passed: Branch,
		complete: boolean,
	): Branch | null {
		const arm = ways.indexOf(block);
		if (!complete || arm < 0) return passed;
		return ways.length === 1
			? null
			: { split: block.split, arm, arms: ways.length };
	}

	#leaves(arm: OpenBlock, arms: readonly OpenBlock[]): boolean {
		if (this.#left.has(arm)) return true;
		if (arm.keyword !== "try") return false;
		const goesOn = arms.find((other) => other.keyword === "else");
		return goesOn !== undefined && this.#left.has(goesOn);
	}

	#isMainArm(block: OpenBlock): boolean {
		return (
			(block.keyword === "if" || block.keyword === "elif") &&
			MAIN.test(
				this.#text.slice(block.start, Math.min(block.end, block.start + 80)),
			)
		);
	}
}
