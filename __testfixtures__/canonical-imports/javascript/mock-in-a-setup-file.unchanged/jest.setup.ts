jest.mock("./src/old", () => ({ send: jest.fn() }));
