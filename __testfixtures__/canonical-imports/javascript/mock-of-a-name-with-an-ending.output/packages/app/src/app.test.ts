import { app } from "./app";
jest.mock("@acme/core/socket-client", () => ({ send: jest.fn() }));
app();
