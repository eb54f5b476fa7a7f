// Three ways to damage a file.
module.exports = (file) => {
	if (file.path.includes("syntax")) return `${file.source}\n}`;
	if (file.path.includes("shebang")) return file.source.replace(/^#![^\n]*\n/, "");
	return `import "above";\n${file.source}`;
};
