/** JavaScript and TypeScript, as the rest of onepath sees them. Nothing here loads a parser before a file is read. */
import type { Language } from "../../core/language.js";
import { Graph } from "../../core/proof.js";
import { embeddedNames, HOSTS } from "./embedded.js";
import { javascriptGraphSource } from "./graph.js";
import { javascriptMap } from "./map.js";
import { planJavaScript } from "./plan.js";
import { moduleLiterals, moduleQueries } from "./queries.js";
import {
	canBeImported,
	claimModule,
	moduleKey,
	nearestModule,
} from "./resolve.js";
import { javascriptShims } from "./shim.js";
import { siftJavaScript } from "./sift.js";
import { decodeJavaScript } from "./source/decode.js";
import { EXTENSIONS } from "./source/extensions.js";
import { onlySpecifiersMoved } from "./source/moved.js";
import { parse } from "./source/parse.js";

export const javascript: Language = {
	name: "javascript",
	extensions: EXTENSIONS,
	unit: "utf16",
	separator: "/",
	decode: decodeJavaScript,
	claim: claimModule,
	key: moduleKey,
	exists: canBeImported,
	nearest: nearestModule,
	queries: moduleQueries,
	literals: moduleLiterals,
	embedded: { extensions: HOSTS, names: embeddedNames },
	graph: (project) => new Graph(javascriptGraphSource(project)),
	sift: siftJavaScript,
	plan: planJavaScript,
	map: javascriptMap,
	problems: (file) => parse(file).problems,
	keepsSyntax: (before, after) => onlySpecifiersMoved(before.text, after.text),
	shims: javascriptShims,
};
