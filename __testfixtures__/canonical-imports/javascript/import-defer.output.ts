import defer * as channel from "./net/channel";
import defer from "./net/channel";
import source from "./net/channel";
export const opened = [channel.open, defer, source];
