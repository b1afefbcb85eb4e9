import { stemPolish } from '../../polish-stem.ts';

/** Letters and digits of any script, with the marks that belong to them. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** So common that they say nothing about a place. */
const STOP_WORDS = new Set(
	(
		'aby ale albo bez bo bym być był była było byli były ci cię co coś czy dla do gdy go ich ile im ja jak jako je jego jej ' +
		'jest jestem już kto ktoś lub ma mają mi mnie może na nad nam nas nich nie nim niż no od on ona oni ono oraz pan po ' +
		'pod przed przez przy się są ta tak tam te tego tej ten też to tu tych tylko tym ty wam was we więc za ze że żeby'
	).split(' ')
);

export interface WordPlace {
	word: string;
	/** Index of its first letter in the text. */
	from: number;
	/** Index after its last letter. */
	to: number;
}

export const wordsOf = (text: string): string[] => text.match(WORD) ?? [];

export function* placesOfWords(text: string): Generator<WordPlace> {
	for (const match of text.matchAll(WORD)) {
		yield { word: match[0], from: match.index, to: match.index + match[0].length };
	}
}

const LONGEST_STOP_WORD = Math.max(...[...STOP_WORDS].map((word) => word.length));

/** What all forms of a word are found by; null for words that are not looked for: one letter, and the most common ones. */
export function termOf(word: string): string | null {
	if (word.length === 1 && !/\p{N}/u.test(word)) return null;
	if (word.length <= LONGEST_STOP_WORD && STOP_WORDS.has(word.toLowerCase())) return null;
	return stemPolish(word);
}
