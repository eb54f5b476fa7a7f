// Drops one name of an import; answers later, as a transform that asks a formatter does.
export default async function transform(file, { j }, options) {
	const root = j(file.source);
	await new Promise((resolve) => setTimeout(resolve, 1));
	root
		.find(j.ImportSpecifier, { imported: { name: options.name } })
		.remove();
	return root.toSource();
}
