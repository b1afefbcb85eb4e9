import { foldPolish } from '../../../format.ts';
import { editDistance } from '../nearest-word.ts';
import { countBits } from './count-bits.ts';

interface KnownWord {
	/** As it stands in the texts, in lower case. */
	form: string;
	count: number;
	letters: number;
}

const SHORTEST = 4;

/** Which letters occur, a bit each: words that differ in many letters need no closer look. */
function lettersOf(word: string): number {
	let letters = 0;
	for (let i = 0; i < word.length; i += 1) letters |= 1 << (word.charCodeAt(i) & 31);
	return letters;
}

/** The words of all texts, to find the one that was probably meant. */
export class Spelling {
	readonly #words = new Map<string, KnownWord>();
	/** Forms as they stand, so that each is folded once. */
	readonly #seen = new Map<string, KnownWord>();

	add(word: string): void {
		if (word.length < SHORTEST) return;
		let known = this.#seen.get(word);
		if (!known) {
			const folded = foldPolish(word);
			known = this.#words.get(folded) ?? { form: word.toLowerCase(), count: 0, letters: lettersOf(folded) };
			this.#words.set(folded, known);
			this.#seen.set(word, known);
		}
		known.count += 1;
	}

	/** The word of the texts that is one or two typing errors away, the most common of the nearest. */
	findMeant(typed: string): string | null {
		const word = foldPolish(typed);
		if (word.length < SHORTEST || word.length > 40) return null;
		const reach = word.length < 8 ? 1 : 2;
		const letters = lettersOf(word);
		let best: { form: string; distance: number; count: number } | null = null;
		for (const [folded, { form, count, letters: others }] of this.#words) {
			if (Math.abs(folded.length - word.length) > reach || countBits(letters ^ others) > 2 * reach) continue;
			const distance = editDistance(word, folded);
			if (distance > reach) continue;
			if (!best || distance < best.distance || (distance === best.distance && count > best.count)) {
				best = { form, distance, count };
			}
		}
		return best?.form ?? null;
	}
}
