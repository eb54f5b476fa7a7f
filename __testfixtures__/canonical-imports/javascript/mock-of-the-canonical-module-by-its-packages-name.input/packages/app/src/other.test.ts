import { other } from "./other";
jest.mock("@sends", () => ({ stop: jest.fn() }));
other();
