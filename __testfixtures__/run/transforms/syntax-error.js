module.exports = (;
