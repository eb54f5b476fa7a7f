import defer * as channel from "./net/old-channel";
import defer from "./net/old-channel";
import source from "./net/old-channel";
export const opened = [channel.open, defer, source];
