// Chooses its parser: `tsx` calls a string `StringLiteral`, where stock's default says `Literal`.
module.exports = (file, { j }) => {
	const root = j(file.source);
	root.find(j.Node, { type: "StringLiteral", value: "old" }).forEach((path) => {
		path.node.value = "new";
	});
	return root.toSource();
};
module.exports.parser = "tsx";
