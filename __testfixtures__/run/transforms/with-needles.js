// Only files with `needle` are read; any other would be damaged.
exports.needles = ["needle"];
exports.default = (file, api) => {
	api.report("read");
	api.stats("read");
	return `${file.source}// read\n`;
};
