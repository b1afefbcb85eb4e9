/** Edits (insert, delete, change, swap of neighbours) that turn one short word into the other. */
export function editDistance(a: string, b: string): number {
	const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
	for (let i = 1; i <= a.length; i += 1) {
		const row = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const same = a[i - 1] === b[j - 1];
			let best = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + (same ? 0 : 1));
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				best = Math.min(best, rows[i - 2]![j - 2]! + 1);
			row.push(best);
		}
		rows.push(row);
	}
	return rows[a.length]![b.length]!;
}

/** The allowed word that was most likely meant, if one is near enough. */
export function findNearestWord(word: string, allowed: readonly string[]): string | undefined {
	if (word.length > 40) return undefined;
	const reach = word.length <= 4 ? 1 : word.length <= 8 ? 2 : 3;
	return allowed
		.map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
		.filter(({ distance }) => distance <= reach)
		.sort((a, b) => a.distance - b.distance)[0]?.candidate;
}
