// Fails on one file; the others are done.
module.exports = (file) => {
	if (file.source.includes("poison")) throw new TypeError("no antidote");
	return file.source.replace("old", "new");
};
