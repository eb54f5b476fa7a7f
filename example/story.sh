#!/usr/bin/env bash
# The life of a shim, from two import paths to one and back again: `npm run story`.
#
# Each step shows its command, runs it, and stops the story when it does not end and speak as is said here. All of it
# happens in a copy of this folder, in a git repository of its own that is deleted at the end.
set -euo pipefail
export LC_ALL=C NO_COLOR=1

example=$(cd "$(dirname "$0")" && pwd)
package=$(dirname "$example")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
said=$work/said

onepath() { node "$package/dist/scripts/cli.js" "$@"; }

fail() {
	printf '\nthe story breaks off: %s\n' "$*" >&2
	exit 1
}

chapter() { printf '\n\n# %s\n' "$*"; }

# ends CODE COMMAND...
ends() {
	local wanted=$1 code=0
	shift
	printf '\n$ %s\n' "$*"
	"$@" >"$said" 2>&1 || code=$?
	cat "$said"
	[ "$code" = "$wanted" ] || fail "this ended with $code instead of $wanted"
	printf '(ends with %s)\n' "$code"
}

# says TEXT: so does the last command.
says() { grep -qF -- "$1" "$said" || fail "this did not say: $1"; }

# What every team does after a step: its own tests, and a commit. The old path works until it is removed.
works() {
	ends 0 node "$package/node_modules/typescript/bin/tsc" -p typescript --typeRoots "$package/node_modules/@types"
	if [ "$python" = yes ]; then
		(cd python && ends 0 python3 -B -m unittest discover -t . -s tests)
		says "Ran 4 tests"
	fi
}
commit() {
	git add --all
	git -c user.name=onepath -c user.email=onepath@example.org commit --quiet --no-verify --message "$1"
}

[ -f "$package/dist/scripts/cli.js" ] || fail "there is no dist/; run npm ci"
python=yes
if ! python3 --version >"$said" 2>&1; then
	python=no
	printf 'python3 is missing: the tests of the Python half are NOT run\n' >&2
fi

mkdir "$work/tree"
cp -R "$example/python" "$example/typescript" "$example/onepath.config.json" "$work/tree"
find "$work/tree" -name __pycache__ -prune -exec rm -r {} +
cp -R "$work/tree" "$work/before"
cd "$work/tree"
git init --quiet
git config core.autocrlf false
commit "two import paths"
works

chapter "Find the import paths. Two classes are called WebSocketManager, so no rule can be blind."
ends 0 onepath map
says "Split names  2 names with several definitions behind paths that look alike"

chapter "Tell everybody who still takes the old path."
ends 0 onepath deprecate --remove-in 2.0 --write
says "2 of 2 files written"
if [ "$python" = yes ]; then
	legacy=acme.realtime.websocket_core.manager
	(cd python && ends 1 python3 -B -W "error:onepath[$legacy]" -c "import $legacy")
	says "DeprecationWarning: onepath[$legacy]"
fi
works
commit "mark the old path"

chapter "Move a first directory. What is not the same is refused, and said; the old path works for all others."
ends 0 onepath migrate python/acme/services typescript/src/services --write
says "different   2  left"
says "acme.realtime.websocket_core.websocket_manager:UnifiedWebSocketManager would keep the identity"
says "3 of 3 files written"
works
commit "move what is proven in the services"

chapter "The gate says no while the old path is in use."
ends 1 onepath check
says "17 uses of legacy paths in 11 files"
ends 0 onepath status
says "10 proven, for onepath migrate --write; 7 refused"

chapter "Move the rest; for the split name, import the class that it was, under the name that it had."
ends 0 onepath migrate --on-different keep-identity --write
says "UnifiedWebSocketManager as WebSocketManager,  # a room has connections of its own"
says "8 of 8 files written"
works
commit "move the rest"

chapter "What is left is nobody's to prove. Gate and removal say what it is, and nothing is removed."
ends 1 onepath check
says "5 uses of legacy paths in 4 files"
ends 3 onepath remove --write
says "the legacy module never had the name"
says "a test replaces the name in the legacy module"

chapter "So it is repaired by hand: code that never worked goes, and a mock moves together with its readers."
cat >"$work/by-hand.patch" <<'PATCH'
--- a/python/acme/services/metrics.py
+++ b/python/acme/services/metrics.py
@@ -2,14 +2,7 @@

 import acme.realtime.websocket_core.websocket_manager

-try:
-    from acme.realtime.websocket_core.manager import count_connections
-except ImportError:  # it has never been there
-    count_connections = None
-

 def connections() -> int:
-    if count_connections is not None:
-        return count_connections()
     shared = acme.realtime.websocket_core.websocket_manager.get_websocket_manager()
     return len(shared.connections)
--- a/typescript/src/services/metrics.ts
+++ b/typescript/src/services/metrics.ts
@@ -1,7 +1,5 @@
 import { getWebSocketManager } from "../realtime";
-// @ts-expect-error it has never been there
-import { countConnections } from "../realtime/manager";

 export function connections(): number {
-	return countConnections?.() ?? getWebSocketManager().connections.length;
+	return getWebSocketManager().connections.length;
 }
--- a/typescript/src/services/notifications.ts
+++ b/typescript/src/services/notifications.ts
@@ -1,4 +1,4 @@
-import { getWebSocketManager } from "@app/realtime/manager";
+import { getWebSocketManager } from "@app/realtime/websocket-manager";

 export function notify(message: string): number {
 	return getWebSocketManager().broadcast(message);
--- a/typescript/tests/notifications.test.ts
+++ b/typescript/tests/notifications.test.ts
@@ -1,7 +1,7 @@
-import { getWebSocketManager } from "../src/realtime/manager";
+import { getWebSocketManager } from "../src/realtime/websocket-manager";
 import { notify } from "../src/services/notifications";

-jest.mock("../src/realtime/manager");
+jest.mock("../src/realtime/websocket-manager");

 test("everyone hears of it", () => {
 	const broadcast = jest.fn().mockReturnValue(2);
PATCH
cat "$work/by-hand.patch"
ends 0 git apply "$work/by-hand.patch"
commit "repair by hand what could not be moved"

chapter "Nothing takes the old path any more, but it still works: that is one path too many."
ends 0 onepath check
says "No legacy path is in use"
ends 1 onepath check --max-paths 1 \
	--symbol acme.realtime.websocket_core.websocket_manager:UnifiedWebSocketManager \
	--symbol typescript/src/realtime/websocket-manager.ts:UnifiedWebSocketManager
says "2 of 2 symbols with more than 1 import path"

chapter "Take the old path away: one is left."
ends 0 onepath remove --write
says "2 of 2 files written"
works
commit "remove the old path"
ends 0 onepath check
ends 0 onepath check --max-paths 1 \
	--symbol acme.realtime.websocket_core.websocket_manager:UnifiedWebSocketManager \
	--symbol typescript/src/realtime/websocket-manager.ts:UnifiedWebSocketManager
says "2 symbols with at most 1 import path"
ends 0 onepath status
says "is gone"

chapter "And all the way back, last step first."
ends 0 onepath runs
ends 0 onepath undo
ends 0 git apply --reverse "$work/by-hand.patch"
ends 0 onepath undo
ends 0 onepath undo
ends 0 onepath undo
ends 2 onepath undo
says "every run here is undone"
ends 0 diff -r -x .git -x .onepath "$work/before" "$work/tree"
printf '\nThe tree is byte for byte what it was.\n'
