import { app } from "../src/app";
jest.mock("../src/old");
app();
