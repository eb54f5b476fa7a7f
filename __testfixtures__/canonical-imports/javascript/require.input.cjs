const { read } = require('./cjs/legacy.cjs');
const { read: get, write } = require('./cjs/legacy.cjs')
const read2 = require("./cjs/legacy.cjs").read;
const io = require('./cjs/legacy.cjs');
io.read(); io['write']();
require('./cjs/legacy.cjs').write(1);
require('./cjs/legacy.cjs');
module.exports = { ...require('./cjs/legacy.cjs') };
var lazy = () => require(`./cjs/legacy.cjs`);
