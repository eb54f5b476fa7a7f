/// <reference path="./net/channel.ts" />
/// <reference types="node" />
export {};
