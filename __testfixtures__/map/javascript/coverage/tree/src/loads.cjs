const three = require(process.argv[2]);

module.exports = { three };
