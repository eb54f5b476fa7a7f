import defer * as channel from "./net/old-channel";
import { open } from "./net/channel";
const { Channel } = channel;
export const opened = [channel.open, channel.close, Channel, open];
