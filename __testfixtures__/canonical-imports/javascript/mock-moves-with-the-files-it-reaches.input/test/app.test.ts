import { app } from "../src/app";

jest.mock("../src/old", () => ({ send: jest.fn() }));

it("sends", async () => {
  app();
  await import("../src/lazy");
});
