// Works on the text, and hands back LF whatever came in, and no byte order mark.
module.exports = (file) =>
	file.source.replace(/\r\n/g, "\n").replace(/^\ufeff/, "").replace("old", "new");
