// Points imports of `old` at `new` by building a new literal, which a printer quotes its own way.
module.exports = (file, api) => {
	const j = api.jscodeshift;
	return j(file.source)
		.find(j.ImportDeclaration, { source: { value: "old" } })
		.forEach((path) => {
			path.node.source = j.literal("new");
		})
		.toSource();
};
