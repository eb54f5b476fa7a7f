/**
 * Scripts inside files of other kinds: components and pages import modules as scripts do, and their formats are not
 * read, so what they name is found by its words and reported, never rewritten.
 *
 *   <script setup>import { A } from '@/legacy'</script>      <script type="module" src="./legacy.js"></script>
 */
import type { EmbeddedName } from "../../core/language.js";
import { anyRule, type RuleSet } from "../../core/rules.js";
import type { Project, SourceFile } from "../../core/types.js";
import { rulesOf } from "./resolve.js";

export const HOSTS = [".vue", ".svelte", ".astro", ".mdx", ".html"];

const NAMING =
	/\b(?:(?:from|import)\s*|(?:import|require)\s*\(\s*|src\s*=\s*)(["'])([^"'\n]+)\1/g;

export function embeddedNames(
	{ path, text }: SourceFile,
	rules: RuleSet,
	project: Project,
): readonly EmbeddedName[] {
	return [...text.matchAll(NAMING)].flatMap(
		({ index, 0: whole, 2: specifier = "" }) => {
			const found = rulesOf(specifier, path, rules, project);
			const rule = found && anyRule(found.rules);
			const start = index + whole.length - 1 - specifier.length;
			return rule ? [{ start, text: specifier, rule }] : [];
		},
	);
}
