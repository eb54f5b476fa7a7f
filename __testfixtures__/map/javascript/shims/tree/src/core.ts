export class Engine {}
export function start() {
	return new Engine();
}
export type Options = { fast: boolean };
export default Engine;
