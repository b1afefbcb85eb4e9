import { LEAST_PEOPLE } from './thresholds.ts';

/** How many people chose what, by choice: everybody, and the lower and upper third of them; null: there are no thirds. */
export interface ChoiceCounts {
	all: number[];
	thirds: { lower: number[]; upper: number[] } | null;
}

/** Some people, but so few that they could be told apart. */
const isFew = (count: number): boolean => count > 0 && count < LEAST_PEOPLE;

/**
 * Which counts must not be shown: those of fewer than five people and, beside one such, whatever would give it away. That
 * are counts of nobody in its column (else the one left over would be it), one more where it stands alone, and one of
 * the thirds where what is left between them is the count of a few.
 * @returns the same counts, with null for each of those
 */
export function hideFew({ all, thirds }: ChoiceCounts) {
	const columns = thirds ? [all, thirds.lower, thirds.upper] : [all];
	const shown = columns.map((counts) =>
		counts.map((count): number | null => (counts.some(isFew) && count < LEAST_PEOPLE ? null : count))
	);
	for (let isDone = false; !isDone;) {
		isDone = true;
		const hide = (column: number, row: number) => {
			(shown[column] as (number | null)[])[row] = null;
			isDone = false;
		};
		all.forEach((_, row) => {
			const [whole, lower, upper] = shown.map((counts) => counts[row] ?? null) as [
				number | null,
				number | null,
				number | null
			];
			if (!thirds || whole === null || lower === null || upper === null) return;
			if (isFew(whole - lower - upper)) hide(lower < upper ? 1 : 2, row);
		});
		shown.forEach((counts, column) => {
			if (counts.filter((count) => count === null).length !== 1) return;
			const least = Math.min(...counts.filter((count) => count !== null));
			if (Number.isFinite(least)) hide(column, counts.indexOf(least));
		});
	}
	return { all: shown[0] ?? [], thirds: thirds && { lower: shown[1] ?? [], upper: shown[2] ?? [] } };
}
