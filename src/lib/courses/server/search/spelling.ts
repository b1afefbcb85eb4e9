import { foldPolish } from '../../../format.ts';
import { editDistance } from '../nearest-word.ts';
import { countBits } from './count-bits.ts';

interface KnownWord {
	folded: string;
	/** As it stands in the texts, in lower case. */
	form: string;
	count: number;
	letters: number;
}

const SHORTEST = 4;
const LONGEST = 40;

/** Which letters occur, a bit each: words that differ in many letters need no closer look. */
function lettersOf(word: string): number {
	let letters = 0;
	for (let i = 0; i < word.length; i += 1) letters |= 1 << (word.charCodeAt(i) & 31);
	return letters;
}

/** The words of all texts, to find the one that was probably meant. */
export class Spelling {
	/** By how they stand in the texts, so that each is folded once. */
	readonly #forms = new Map<string, KnownWord>();
	readonly #words = new Map<string, KnownWord>();
	readonly #byLength = new Map<number, KnownWord[]>();

	add(word: string): void {
		if (word.length < SHORTEST) return;
		let known = this.#forms.get(word);
		if (!known) {
			known = this.#find(foldPolish(word), word);
			this.#forms.set(word, known);
		}
		known.count += 1;
	}

	#find(folded: string, word: string): KnownWord {
		let known = this.#words.get(folded);
		if (!known) {
			known = { folded, form: word.toLowerCase(), count: 0, letters: lettersOf(folded) };
			this.#words.set(folded, known);
			const alike = this.#byLength.get(folded.length);
			if (alike) alike.push(known);
			else this.#byLength.set(folded.length, [known]);
		}
		return known;
	}

	/** The word of the texts that is one or two typing errors away, the most common of the nearest. */
	findMeant(typed: string): string | null {
		const word = foldPolish(typed);
		if (word.length < SHORTEST || word.length > LONGEST) return null;
		const reach = word.length < 8 ? 1 : 2;
		const letters = lettersOf(word);
		let best: KnownWord | null = null;
		let nearest = reach;
		for (let length = word.length - reach; length <= word.length + reach; length += 1) {
			for (const known of this.#byLength.get(length) ?? []) {
				if (countBits(letters ^ known.letters) > 2 * nearest) continue;
				const distance = editDistance(word, known.folded);
				if (distance > nearest || (best && distance === nearest && known.count <= best.count)) continue;
				best = known;
				nearest = distance;
			}
		}
		return best?.form ?? null;
	}
}
