import { app } from "../src/app";
jest.mock("../src/new", () => ({ send: jest.fn() }));
app();
