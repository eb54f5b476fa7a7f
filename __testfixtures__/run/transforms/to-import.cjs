/** `const x = require('m')` becomes an import that takes the comments of the statement along. */
module.exports = ({ source }, { jscodeshift: j }) => {
	const root = j(source);
	root
		.find(j.VariableDeclaration, {
			declarations: [{ init: { callee: { name: "require" } } }],
		})
		.replaceWith(({ node }) => {
			const [{ id, init }] = node.declarations;
			const made = j.importDeclaration(
				[j.importDefaultSpecifier(id)],
				init.arguments[0],
			);
			made.comments = node.comments;
			return made;
		});
	root
		.find(j.ImportDeclaration, { source: { value: "many" } })
		.replaceWith(({ node }) =>
			j.importDeclaration(
				Array.from({ length: 6 }, (_, i) =>
					j.importSpecifier(j.identifier(`aNameThatIsLong${i}`)),
				),
				node.source,
			),
		);
	return root.toSource();
};
