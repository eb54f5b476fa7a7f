import { idle } from "../src/idle";
jest.mock("../src/old", () => ({ send: jest.fn() }));
idle;
