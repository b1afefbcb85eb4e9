import { hideFew } from './hide-few.ts';
import { BLANK } from './responses.ts';

/** Shares of people, from 0 to 1; null: of too few people to be shown. */
export interface ChoiceShares {
	all: number | null;
	/** Of the third that did worst in the other questions, and of the third that did best. */
	lower: number | null;
	upper: number | null;
}

export interface DistractorTable {
	n: number;
	/** Without them too many did the same to be parted. */
	hasThirds: boolean;
	/** In the order of the content. Of several choices each counts for itself, so shares may add up to more than 1. */
	choices: ChoiceShares[];
	blank: ChoiceShares;
}

/**
 * Who chose what: shares of each choice among all, and among the lower and the upper third by rest score. A third takes
 * in everybody with the score at its edge, so that the order of people does not matter. What fewer than five people chose
 * is not told: see `hideFew`.
 * @param ticked choices of each person as bits, or `BLANK`
 */
export function distractorTable(
	ticked: ArrayLike<number>,
	rest: ArrayLike<number>,
	choiceCount: number
): DistractorTable {
	const cuts = thirdsOf(rest);
	const [all, lower, upper] = [tally(choiceCount), tally(choiceCount), tally(choiceCount)];
	for (let at = 0; at < ticked.length; at++) {
		const bits = ticked[at] as number;
		const score = rest[at] as number;
		count(all, bits);
		if (cuts && score <= cuts.low) count(lower, bits);
		else if (cuts && score >= cuts.high) count(upper, bits);
	}
	const shown = hideFew({ all: all.counts, thirds: cuts && { lower: lower.counts, upper: upper.counts } });
	const sharesOf = (place: number): ChoiceShares => ({
		all: shareOf(all.n, shown.all[place]),
		lower: shareOf(lower.n, shown.thirds?.lower[place]),
		upper: shareOf(upper.n, shown.thirds?.upper[place])
	});
	return {
		n: ticked.length,
		hasThirds: cuts !== null,
		choices: Array.from({ length: choiceCount }, (_, choice) => sharesOf(choice)),
		blank: sharesOf(choiceCount)
	};
}

interface Tally {
	n: number;
	/** By choice; those without an answer last. */
	counts: number[];
}

const tally = (choiceCount: number): Tally => ({ n: 0, counts: Array.from({ length: choiceCount + 1 }, () => 0) });

function count(into: Tally, bits: number): void {
	into.n++;
	const blank = into.counts.length - 1;
	if (bits === BLANK) into.counts[blank] = (into.counts[blank] as number) + 1;
	else
		for (let choice = 0; choice < blank; choice++)
			if (bits & (1 << choice)) into.counts[choice] = (into.counts[choice] as number) + 1;
}

const shareOf = (n: number, count: number | null | undefined): number | null =>
	count === null || count === undefined || n === 0 ? null : count / n;

/** The rest scores at the edges of the thirds; null where both would be the same. */
function thirdsOf(rest: ArrayLike<number>): { low: number; high: number } | null {
	const sorted = Float64Array.from(rest)
		.filter((score) => !Number.isNaN(score))
		.sort();
	const third = Math.ceil(sorted.length / 3);
	const low = sorted[third - 1];
	const high = sorted[sorted.length - third];
	return low !== undefined && high !== undefined && low < high ? { low, high } : null;
}
