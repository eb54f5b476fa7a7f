export * from "./websocket-manager";
