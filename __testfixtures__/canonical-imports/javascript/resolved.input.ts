const path = require.resolve('./net/old-channel');
const url = import.meta.resolve('./net/old-channel');
const worker = new URL('./net/old-channel.ts', import.meta.url);
const other = require.resolve('./ws/manager');
new URL('./ws/manager', 'https://example.com');
