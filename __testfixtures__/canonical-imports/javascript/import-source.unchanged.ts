import source channel from "./net/old-channel";
export { channel };
