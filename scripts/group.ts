/** `Map.groupBy`, which Node 20 does not have: members by key, keys in the order of their first member. */
export function groupBy<T, K>(
	members: Iterable<T>,
	key: (member: T) => K,
): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const member of members) {
		const name = key(member);
		const group = groups.get(name);
		if (group) group.push(member);
		else groups.set(name, [member]);
	}
	return groups;
}
