import { app } from "./app";
jest.mock("@acme/core", () => ({ send: jest.fn() }));
app();
