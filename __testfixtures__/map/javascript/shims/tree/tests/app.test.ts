import { Engine } from "../src/core";

jest.mock("../src/core");
new Engine();
