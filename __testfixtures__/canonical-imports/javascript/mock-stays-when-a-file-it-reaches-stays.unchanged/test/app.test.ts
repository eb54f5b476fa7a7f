import { app } from "../src/app";
import { names } from "../src/odd";
jest.mock("../src/old", () => ({ send: jest.fn() }));
app(names);
