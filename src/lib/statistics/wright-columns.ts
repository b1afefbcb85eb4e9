/**
 * In which column each question of a Wright map stands, so that neighbours do not cover each other: the first one with
 * room below what stands there. Few questions make one column, a crowd a broad row; where there is no room at all, they
 * take turns.
 * @param difficulties the hardest first
 * @param gap how far apart two of a column must be, in logits
 */
export function columnsOf(difficulties: number[], { gap, count }: { gap: number; count: number }): number[] {
	const columns = Array.from({ length: count }, () => ({ lowest: Infinity, turn: -1 }));
	return difficulties.map((difficulty, turn) => {
		const free = columns.findIndex(({ lowest }) => lowest - difficulty >= gap);
		const longestAgo = Math.min(...columns.map((column) => column.turn));
		const chosen = free === -1 ? columns.findIndex((column) => column.turn === longestAgo) : free;
		columns[chosen] = { lowest: difficulty, turn };
		return chosen;
	});
}
