/** An answer weighs this much less than the one after it. */
const FADES = 7 / 8;
/** With fewer answers nothing is said. */
export const LEAST_ANSWERS = 5;

/** What a rating (1 again to 4 easy) is worth: wrong nothing, in part or by a guess half, right all. */
const worthOf = (rating: number) => (rating === 1 ? 0 : rating === 2 ? 50 : 100);

/**
 * The level of a skill, from 0 to 100: the mean of what answers in reviews were worth, in which each answer weighs 7/8
 * of the one after it, so the last eight or so decide. A right answer never lowers it, a wrong one never lifts it. Its
 * questions come mixed with others, days apart: that is what tells knowing from having just read.
 * @param ratings the newest first
 * @returns null below `LEAST_ANSWERS`
 */
export function skillLevel(ratings: number[]): number | null {
	if (ratings.length < LEAST_ANSWERS) return null;
	let [sum, weights, weight] = [0, 0, 1];
	for (const rating of ratings) {
		sum += weight * worthOf(rating);
		weights += weight;
		weight *= FADES;
	}
	return Math.round(sum / weights);
}

/** A level in words. */
export function levelInWords(level: number): string {
	if (level >= 90) return 'pewnie';
	if (level >= 70) return 'dobrze';
	if (level >= 40) return 'w drodze';
	return 'na początku';
}
