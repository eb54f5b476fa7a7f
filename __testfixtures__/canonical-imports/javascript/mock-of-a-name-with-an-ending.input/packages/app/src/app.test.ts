import { app } from "./app";
jest.mock("@acme/core/old-client", () => ({ send: jest.fn() }));
app();
