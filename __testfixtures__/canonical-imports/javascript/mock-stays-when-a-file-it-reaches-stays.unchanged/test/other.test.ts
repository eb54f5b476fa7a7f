import { app } from "../src/app";
jest.mock("../src/old", () => ({ send: jest.fn() }));
app();
