/**
 * A map that is made when an entry is really needed. Most modules below a barrel are asked for a name that they
 * don't have, and which names they have is known without their tree.
 */
export class LazyMap<V> implements ReadonlyMap<string, V> {
	readonly #may: (name: string) => boolean;
	readonly #make: () => ReadonlyMap<string, V>;
	#made: ReadonlyMap<string, V> | null = null;

	/** `may` gives false only for names that the map does not have. */
	constructor(
		may: (name: string) => boolean,
		make: () => ReadonlyMap<string, V>,
	) {
		this.#may = may;
		this.#make = make;
	}

	get #map(): ReadonlyMap<string, V> {
		this.#made ??= this.#make();
		return this.#made;
	}

	get size(): number {
		return this.#map.size;
	}

	get(name: string): V | undefined {
		return this.#may(name) ? this.#map.get(name) : undefined;
	}

	has(name: string): boolean {
		return this.#may(name) && this.#map.has(name);
	}

	forEach(
		callback: (value: V, key: string, map: ReadonlyMap<string, V>) => void,
	): void {
		this.#map.forEach(callback);
	}

	entries(): MapIterator<[string, V]> {
		return this.#map.entries();
	}

	keys(): MapIterator<string> {
		return this.#map.keys();
	}

	values(): MapIterator<V> {
		return this.#map.values();
	}

	[Symbol.iterator](): MapIterator<[string, V]> {
		return this.#map.entries();
	}
}
