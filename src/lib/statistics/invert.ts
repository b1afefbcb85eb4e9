/** The inverse of a square matrix, by Gauss and Jordan with row exchange; null where there is none. */
export function invert(matrix: ArrayLike<number>[]): number[][] | null {
	const size = matrix.length;
	const rows = matrix.map((row, i) => [
		...Array.from(row),
		...Array.from({ length: size }, (_, j) => (i === j ? 1 : 0))
	]);
	for (let at = 0; at < size; at++) {
		let pivot = at;
		for (let row = at + 1; row < size; row++)
			if (Math.abs(rows[row]?.[at] as number) > Math.abs(rows[pivot]?.[at] as number)) pivot = row;
		const top = rows[pivot] as number[];
		const divisor = top[at] as number;
		if (!(Math.abs(divisor) > 1e-12)) return null;
		rows[pivot] = rows[at] as number[];
		const done = top.map((value) => value / divisor);
		rows[at] = done;
		rows.forEach((row, i) => {
			const factor = row[at] as number;
			if (i === at || factor === 0) return;
			for (let column = at; column < row.length; column++)
				row[column] = (row[column] as number) - factor * (done[column] as number);
		});
	}
	return rows.map((row) => row.slice(size));
}
