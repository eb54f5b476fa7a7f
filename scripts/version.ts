/**
 * The version of this package, from its package.json: one folder above `scripts/`, or two when this is built
 * (`dist/scripts/`).
 */
import { readFileSync } from "node:fs";

export function version(): string {
	const built = /\/dist\/scripts\/[^/]*$/.test(import.meta.url);
	const file = new URL(
		built ? "../../package.json" : "../package.json",
		import.meta.url,
	);
	return (JSON.parse(readFileSync(file, "utf8")) as { version: string })
		.version;
}
