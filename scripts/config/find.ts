/** Where the config is. Alone, so that who only asks for that loads nothing that reads one. */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export const CONFIG_NAME = "onepath.config.json";

/** The path of the nearest config upward, up to the top of the git repository; null where there is none. */
export function findConfig(cwd: string): string | null {
	return foundUpward(cwd).config;
}

/** The nearest config, as `findConfig` has it, and the top of a git repository where the way up came by one. */
export function foundUpward(cwd: string): {
	readonly config: string | null;
	readonly top: string | null;
} {
	for (let directory = resolve(cwd); ; directory = dirname(directory)) {
		const path = join(directory, CONFIG_NAME);
		const top = existsSync(join(directory, ".git")) ? directory : null;
		if (existsSync(path)) return { config: path, top };
		if (top !== null || dirname(directory) === directory)
			return { config: null, top };
	}
}
