/// <reference path="./net/old-channel.ts" />
/// <reference types="node" />
export {};
