// A typed transform that changes a body: `oldCall(x)` becomes `newCall(x, true)`.
import type { API, FileInfo } from "jscodeshift";

export default function transform(file: FileInfo, api: API): string {
	const j = api.jscodeshift;
	return j(file.source)
		.find(j.CallExpression, { callee: { name: "oldCall" } })
		.forEach((path) => {
			path.node.callee = j.identifier("newCall");
			path.node.arguments.push(j.booleanLiteral(true));
		})
		.toSource();
}
