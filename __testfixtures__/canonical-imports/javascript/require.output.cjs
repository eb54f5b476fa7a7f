const { read } = require('./cjs/modern.cjs');
const { read: get, write } = require('./cjs/modern.cjs')
const read2 = require("./cjs/modern.cjs").read;
const io = require('./cjs/modern.cjs');
io.read(); io['write']();
require('./cjs/modern.cjs').write(1);
require('./cjs/modern.cjs');
module.exports = { ...require('./cjs/modern.cjs') };
var lazy = () => require(`./cjs/modern.cjs`);
