/** The config that `onepath init` writes when nothing is asked of the tree: every key, explained, none in force. */
import { SCHEMA } from "./write-config.js";

export const STARTER = `// Which import paths are legacy, and where each of them goes. \`onepath init --from-map\` proposes rules.
{
	"$schema": ${JSON.stringify(SCHEMA)},
	"rules": [
		// every name of a module
		// { "id": "ws", "from": "app.ws.manager", "to": "app.ws.websocket_manager", "reason": "one path" },

		// some names: renamed, or to a module of their own (the last colon separates)
		// { "from": "app.util", "to": "app.text", "names": { "trim": "strip", "now": "app.time:now" } },

		// every module below a prefix
		// { "from": "lib/old/*", "to": "lib/new/*" },

		// a symbol, by whichever paths it is imported
		// { "symbol": "app.ws.core:Manager", "canonical": "app.ws:Manager" },
	],
	// Where absolute module names count from; found from the tree when absent.
	// "roots": ["backend"],

	// Not scanned at all; read for proofs but changed only where these let it.
	// "ignore": ["**/fixtures/**"],
	// "include": [],
	// "exclude": [],

	// refuse, keep-identity or accept, when the two paths end at different definitions
	// "onDifferent": "refuse",
	// skip or definition, when the canonical module does not offer the name
	// "onMissing": "skip",
	// named or module: what a module-style import becomes where both are safe
	// "moduleStyle": "named",
	// "acceptUnproven": false,
}
`;
