/**
 * Loaded before a program (`node --require`), it counts what the program asks of the file system below a folder and
 * lets one of these calls go wrong: the process is killed at it, or the call fails as on a disk that does. A write
 * counts twice: before it, and when half of the bytes are written.
 *
 *   globalThis.faults.begin({ root, at: 17, action: "kill" })    SIGKILL at the call with number 17
 *   globalThis.faults.begin({ root, at: 17, action: "EIO" })     that call fails
 *   globalThis.faults.begin({ root, at: 0, times: 3, action: "EBUSY", only: ["rename"] })
 *   globalThis.faults.begin({ root, at: 3, action: "SIGINT" })   the process gets a signal at that call
 *   globalThis.faults.begin({ root, at: 0, action: "short", only: ["writeFile"] })  half is written, without an error
 *
 * Without a call of `begin` it takes the same from ONEPATH_FAULTS, as JSON.
 */
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");
const { resolve, sep } = require("node:path");

/** What changes something, and what only looks. */
const CHANGING = [
	"openSync",
	"writeFileSync",
	"fsyncSync",
	"mkdirSync",
	"renameSync",
	"rmSync",
	"linkSync",
	"rmdirSync",
];
const LOOKING = [
	"readFileSync",
	"readdirSync",
	"lstatSync",
	"realpathSync",
	"statfsSync",
	"readSync",
];
const CHANGING_LATER = ["open", "chmod", "link", "mkdir", "rename", "rm"];
const LOOKING_LATER = ["lstat"];
const OF_HANDLES = ["writeFile", "chown", "sync"];
const LOOKING_OF_HANDLES = ["readFile", "stat", "close"];

const looking = new Set([...LOOKING, ...LOOKING_LATER, ...LOOKING_OF_HANDLES]);
const original = { ...fs };
const descriptors = new Set();
let state = null;

globalThis.faults = {
	/** Names of the calls that were counted. */
	calls: [],
	begin(plan) {
		this.calls = [];
		state = { at: -1, times: 1, action: "", only: null, looks: false, ...plan };
	},
	end() {
		state = null;
		return this.calls;
	},
};
if (process.env.ONEPATH_FAULTS)
	globalThis.faults.begin(JSON.parse(process.env.ONEPATH_FAULTS));

function concerned(about) {
	if (state === null) return false;
	if (typeof about === "number") return descriptors.has(about);
	const path = resolve(String(about));
	return path === state.root || path.startsWith(state.root + sep);
}

/** The error that this call is to end with, or null. `half` writes half of what there is to write. */
function meet(name, about, half = null) {
	if (!concerned(about)) return null;
	if (looking.has(name) && !state.looks) return null;
	if (state.only !== null && !state.only.includes(name)) return null;
	const number = globalThis.faults.calls.push(half ? `${name} half` : name) - 1;
	if (number < state.at || number >= state.at + state.times) return null;
	half?.();
	if (state.action === "kill") process.kill(process.pid, "SIGKILL");
	if (state.action === "short") return null;
	if (state.action.startsWith("SIG")) {
		process.kill(process.pid, state.action);
		return null;
	}
	const { action: code } = state;
	return Object.assign(new Error(`${code}: as asked for, ${name}`), {
		code,
		syscall: name,
	});
}

const halved = (data) => Buffer.from(data).subarray(0, data.length >> 1);

for (const name of [...CHANGING, ...LOOKING]) {
	const call = original[name];
	fs[name] = Object.assign((about, ...rest) => {
		const error =
			meet(name, about) ??
			(name === "writeFileSync"
				? meet(name, about, () => call(about, halved(rest[0]), rest[1]))
				: null);
		if (error) throw error;
		const result = call(about, ...rest);
		if (name === "openSync" && concerned(about)) descriptors.add(result);
		return result;
	}, call);
}
fs.closeSync = (descriptor) => {
	descriptors.delete(descriptor);
	return original.closeSync(descriptor);
};
for (const name of [...CHANGING_LATER, ...LOOKING_LATER]) {
	const call = fs.promises[name];
	fs.promises[name] = async (about, ...rest) => {
		const error = meet(name, about);
		if (error) throw error;
		const result = await call.call(fs.promises, about, ...rest);
		return name === "open" && concerned(about) ? faulty(result, about) : result;
	};
}

function faulty(handle, path) {
	for (const name of [...OF_HANDLES, ...LOOKING_OF_HANDLES]) {
		const call = handle[name].bind(handle);
		handle[name] = async (...rest) => {
			const before = meet(name, path);
			if (before) {
				// The system lets go of a file whose closing fails.
				if (name === "close") await call();
				throw before;
			}
			if (name !== "writeFile") return call(...rest);
			let short = false;
			const error = meet(name, path, () => {
				short = true;
				original.writeSync(handle.fd, halved(rest[0]));
			});
			if (error) throw error;
			return short ? undefined : call(...rest);
		};
	}
	return handle;
}
syncBuiltinESMExports();
