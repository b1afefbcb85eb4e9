import { foldPolish } from '../../../format.ts';
import { MAX_QUERY_LENGTH, MAX_QUERY_WORDS } from '../../search-answer.ts';
import { placesOfWords, termOf } from './words.ts';

const SHORTEST_PREFIX = 3;

export interface QueryWord {
	typed: string;
	term: string;
	/** What else its terms may begin with: somebody may still be typing the last word. */
	prefix: string | null;
}

export interface Query {
	/** As understood: one line, no control characters, not too long. */
	text: string;
	words: QueryWord[];
	/** Whether words beyond the limits were left out. */
	isCut: boolean;
}

/** Reads what somebody typed, whatever it is. */
export function readQuery(typed: string): Query {
	const line = typed
		.slice(0, 10 * MAX_QUERY_LENGTH)
		.replace(/[\p{C}\s]+/gu, ' ')
		.trimStart();
	const text = line.slice(0, MAX_QUERY_LENGTH);
	const words = new Map<string, QueryWord>();
	for (const { word, to } of placesOfWords(text)) {
		const term = termOf(word);
		if (term === null) continue;
		const isUnfinished = to === text.length && word.length >= SHORTEST_PREFIX;
		words.set(term, { typed: word, term, prefix: isUnfinished ? foldPolish(word) : null });
	}
	const kept = [...words.values()].slice(0, MAX_QUERY_WORDS);
	return { text: text.trimEnd(), words: kept, isCut: kept.length < words.size || text.length < line.trimEnd().length };
}
