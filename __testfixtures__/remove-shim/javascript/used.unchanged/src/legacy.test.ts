import { A } from "./legacy";
test("it", () => expect(A).toBeDefined());
