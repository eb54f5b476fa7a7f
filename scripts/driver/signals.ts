/**
 * Ctrl-C during a write: the first signal lets the file under way be finished and stops after it, the second ends
 * the process at once (each file is still whole: renames are atomic).
 */
import { OF_SIGNAL } from "./exit.js";

type Signal = keyof typeof OF_SIGNAL;

/** Runs `work` with the signals caught; `interrupted` tells it which one came. */
export async function catchingSignals<T>(
	work: (interrupted: () => Signal | null) => Promise<T>,
): Promise<T> {
	let seen: Signal | null = null;
	const listen = (signal: Signal): void => {
		if (seen !== null) process.exit(OF_SIGNAL[signal]);
		seen = signal;
	};
	const signals = Object.keys(OF_SIGNAL) as Signal[];
	for (const signal of signals) process.on(signal, listen);
	try {
		return await work(() => seen);
	} finally {
		for (const signal of signals) process.off(signal, listen);
	}
}
