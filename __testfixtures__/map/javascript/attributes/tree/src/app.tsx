import * as core from "./core";
import * as old from "./old";
import { handed } from "./old";

export const text = "old.Engine"; // old.Engine
export function run(options: old.Options, core: { connect(): void }) {
	core.connect();
	const { connect } = old;
	return [connect, old?.connect(), old["Engine"], old.handed.connect, handed.connect];
}
export const view = <core.Engine />;
export const missing = old.notThere;
