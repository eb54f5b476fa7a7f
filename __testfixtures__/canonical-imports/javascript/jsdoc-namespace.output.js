/** @import * as channel from "./net/channel" */
/**
 * @import * as manager from "./ws/manager"
 */
/** @type {channel.Frame} */
export let frame;
/** @type {manager.Options} */
export let options;
