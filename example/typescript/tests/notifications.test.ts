import { getWebSocketManager } from "../src/realtime/manager";
import { notify } from "../src/services/notifications";

jest.mock("../src/realtime/manager");

test("everyone hears of it", () => {
	const broadcast = jest.fn().mockReturnValue(2);
	jest.mocked(getWebSocketManager).mockReturnValue({ broadcast } as never);
	expect(notify("hello")).toBe(2);
});
