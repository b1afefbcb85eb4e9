import MiniSearch from 'minisearch';
import { countBits } from './count-bits.ts';
import type { SearchPage, SearchPlace } from './pages.ts';
import type { QueryWord } from './query.ts';
import { Spelling } from './spelling.ts';
import { termOf, wordsOf } from './words.ts';

interface IndexedPlace {
	id: number;
	/** Undefined where there is none: an empty one would count as the shortest. */
	title: string | undefined;
	heading: string | undefined;
	text: string;
}

/** A page with what was found on it. */
export interface PageHits {
	page: SearchPage;
	/** How many words of the query stand on it. */
	wordCount: number;
	/** Of its best place. */
	score: number;
	places: PlaceHit[];
}

export interface PlaceHit {
	place: SearchPlace;
	score: number;
	/** Terms of the place that the query's words found. */
	terms: string[];
}

/** Places of pages by the words that stand there; ranked by BM25, a word of the title before a heading's, before the text's. */
export class PageIndex {
	readonly #spelling = new Spelling();
	readonly #places = new Map<number, { page: SearchPage; place: SearchPlace }>();
	#lastId = 0;
	readonly #index = new MiniSearch<IndexedPlace>({
		fields: ['title', 'heading', 'text'],
		tokenize: wordsOf,
		processTerm: (word) => {
			this.#spelling.add(word);
			return termOf(word);
		},
		searchOptions: {
			// More than a word of the text can ever score.
			boost: { title: 6, heading: 3 },
			combineWith: 'OR',
			// What is asked for are terms already.
			tokenize: (term) => [term],
			processTerm: (term) => term
		}
	});

	/** @returns what `remove` needs */
	add(page: SearchPage): number[] {
		return page.places.map((place) => {
			const id = (this.#lastId += 1);
			this.#places.set(id, { page, place });
			const title = place.isBeginning ? page.title : undefined;
			this.#index.add({ id, title, heading: place.heading || undefined, text: place.text });
			return id;
		});
	}

	remove(ids: number[]): void {
		this.#index.discardAll(ids);
		for (const id of ids) this.#places.delete(id);
	}

	/** The pages with any of the words, best first. */
	find(words: QueryWord[]): PageHits[] {
		const wordBits = new Map<string, number>();
		for (const [i, { term, prefix }] of words.entries()) {
			for (const key of prefix === null ? [term] : [term, prefix])
				wordBits.set(key, (wordBits.get(key) ?? 0) | (1 << i));
		}
		const pages = new Map<SearchPage, PageHits & { bits: number }>();
		for (const { id, score, queryTerms, terms } of this.#index.search({ queries: words.map(toQuery) })) {
			const { page, place } = this.#places.get(id as number)!;
			let found = pages.get(page);
			if (!found) pages.set(page, (found = { page, bits: 0, wordCount: 0, score: 0, places: [] }));
			for (const key of queryTerms) found.bits |= wordBits.get(key) ?? 0;
			if (score > found.score) found.score = score;
			found.places.push({ place, score, terms });
		}
		const all = [...pages.values()];
		for (const found of all) found.wordCount = countBits(found.bits);
		return all.sort((a, b) => b.score - a.score);
	}

	/** The word that was probably meant, if nothing holds this one. */
	findMeant(word: QueryWord): string | null {
		return this.#index.search(toQuery(word)).length > 0 ? null : this.#spelling.findMeant(word.typed);
	}
}

/** A word by its term; the last one also by its beginning. */
const toQuery = ({ term, prefix }: QueryWord) => ({
	queries: prefix === null ? [term] : [term, { queries: [prefix], prefix: true }]
});
