/** The modules of a project, indexed once, however many ask: planning, rules and shims speak of the same ones. */
import type { Project } from "../../../core/types.js";
import { PythonModules } from "../resolve.js";

const memo = new WeakMap<Project, PythonModules>();

export function modulesOf(project: Project): PythonModules {
	let modules = memo.get(project);
	if (!modules) {
		modules = new PythonModules(
			project,
			project.roots ? { roots: project.roots } : {},
		);
		memo.set(project, modules);
	}
	return modules;
}
