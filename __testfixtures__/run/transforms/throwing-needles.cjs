module.exports = (file) => file.source;
module.exports.needles = () => {
	throw new Error("name a rule");
};
