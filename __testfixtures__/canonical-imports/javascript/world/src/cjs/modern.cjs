exports.read = function () {};
exports.write = function () {};
