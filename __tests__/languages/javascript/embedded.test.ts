/** What scripts inside components and pages name: by path, by alias, and reported from there. */
import { afterAll, expect, test } from "@jest/globals";
import { startMentions } from "../../../scripts/driver/read/mentions.js";
import { rulesByLanguage } from "../../../scripts/driver/read/rule-languages.js";
import { javascript } from "../../../transforms/languages/javascript/language.js";
import { cleanUp, projectOf } from "./disk.js";

afterAll(cleanUp);

test("a component names modules as a script does", () => {
	const project = projectOf({
		"tsconfig.json": {
			compilerOptions: { baseUrl: ".", paths: { "@/*": ["./src/*"] } },
		},
		"src/legacy.ts": "export const a = 1;\n",
		"src/new.ts": "export const a = 1;\n",
		"src/pages/One.vue":
			"<template>./legacy</template>\n<script setup>\nimport { a } from '@/legacy'\nimport b from './legacy'\n</script>\n",
		"src/Two.svelte": '<script>const a = import( "./legacy.js" )</script>\n',
		"src/index.html": '<script type="module" src="./legacy.ts"></script>\n',
		"src/notes.md": "import a from './legacy'\n",
	});
	const parts = rulesByLanguage(
		[{ id: "r", from: "src/legacy.ts", to: "src/new.ts" }],
		[javascript],
		project,
	);
	const documents = project.files.filter((path) => !path.endsWith(".ts"));
	const found = startMentions(parts, documents, project)();
	project.close();
	expect(
		found.map(({ path, line, column, detail }) => [
			`${path}:${line}:${column}`,
			detail,
		]),
	).toEqual([
		["src/Two.svelte:1:28", "spells ./legacy.js"],
		["src/index.html:1:28", "spells ./legacy.ts"],
		["src/pages/One.vue:3:20", "spells @/legacy"],
	]);
});
