// Removes the import of `old`, as transforms in the wild do: ES module syntax, stock's default parser.
export default function transform(file, { jscodeshift: j }) {
	const root = j(file.source);
	root
		.find(j.ImportDeclaration, { source: { value: "old" } })
		.remove();
	return root.toSource();
}
