module.exports = (file) => file.source;
