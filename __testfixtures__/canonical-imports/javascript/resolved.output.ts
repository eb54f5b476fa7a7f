const path = require.resolve('./net/channel');
const url = import.meta.resolve('./net/channel');
const worker = new URL('./net/channel.ts', import.meta.url);
const other = require.resolve('./ws/manager');
new URL('./ws/manager', 'https://example.com');
