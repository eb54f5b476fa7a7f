/**
 * The migration as a ts-morph script of its user has it: a project of every source file, each module specifier that
 * names the legacy path set to the canonical one. Run in the tree: FROM TO [--write].
 */
import { Node, Project } from "ts-morph";

const [from = "", to = "", ...flags] = process.argv.slice(2);
const project = new Project({ skipAddingFilesFromTsConfig: true });
project.addSourceFilesAtPaths("**/*.{ts,tsx}");
for (const file of project.getSourceFiles()) {
	for (const literal of file.getImportStringLiterals())
		if (literal.getLiteralValue() === from) literal.setLiteralValue(to);
	for (const declaration of file.getExportDeclarations()) {
		const literal = declaration.getModuleSpecifier();
		if (Node.isStringLiteral(literal) && literal.getLiteralValue() === from)
			literal.setLiteralValue(to);
	}
}
const changed = project.getSourceFiles().filter((file) => !file.isSaved());
for (const file of changed) process.stdout.write(`${file.getFilePath()}\n`);
if (flags.includes("--write")) project.saveSync();
