import defer * as channel from "./net/old-channel";
import { open } from "./net/old-channel";
const { Channel } = channel;
export const opened = [channel.open, channel.close, Channel, open];
