/** @import * as channel from "./net/old-channel" */
/**
 * @import * as manager from "./ws/manager"
 */
/** @type {channel.Frame} */
export let frame;
/** @type {manager.Options} */
export let options;
