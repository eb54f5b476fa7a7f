/** `import a.b.manager` also binds `a`: which other uses of `a` live on that. */
import { isDeferred, parentOf } from "./file.js";
import type { ModuleVariable } from "./uses.js";

/** Do the other uses of a dotted import's first segment have imports of their own in the same scope? */
export function survive(variable: ModuleVariable): boolean {
	const { file, survivors, sites } = variable;
	const own = sites[0]?.statement;
	if (!own) return false;
	return survivors.every((o) => {
		const chain = [o.name, ...o.attributes.map((a) => a.name)].join(".");
		return file.scan.imports.some(
			(s) =>
				s.kind === "import" &&
				s.blocks.every((b, i) => own.blocks[i]?.start === b.start) &&
				s.blocks.length <= own.blocks.length &&
				isDeferred(s.blocks) === isDeferred(own.blocks) &&
				s.names.some(
					(n) =>
						!n.alias &&
						n.name !== variable.legacy.written &&
						`${chain}.`.startsWith(`${n.name}.`),
				),
		);
	});
}

export function survivorDetail(variable: ModuleVariable): string {
	const [first] = variable.survivors;
	const line = first ? variable.file.position(first.start).line : 0;
	return `line ${line} uses ${variable.name}, which this import binds (${parentOf(variable.legacy.written)})`;
}
