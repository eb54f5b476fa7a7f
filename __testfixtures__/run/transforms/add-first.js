// Puts an import before everything, where a printer puts it above licence and directive.
module.exports = function transform(file, { j }) {
	const root = j(file.source);
	root
		.get()
		.node.program.body.unshift(
			j.importDeclaration([j.importSpecifier(j.identifier("first"))], j.literal("first")),
		);
	return root.toSource();
};
