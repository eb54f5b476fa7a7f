import { app } from "../src/app";

jest.mock("../src/new", () => ({ send: jest.fn() }));

it("sends", async () => {
  app();
  await import("../src/lazy");
});
