import MiniSearch from 'minisearch';
import { VARIANTS, type Course } from '../../course.ts';
import type { FoundPage, FoundPlace, SearchAnswer } from '../../search-answer.ts';
import type { CourseIndex } from '../course-index.ts';
import { pagesOfCourse, type SearchPage, type SearchPlace } from './course-pages.ts';
import { readQuery, type Query } from './query.ts';
import { cutSnippet, markWhole } from './snippet.ts';
import { Spelling } from './spelling.ts';
import { textFragment } from './text-fragment.ts';
import { termOf, wordsOf } from './words.ts';

const PAGES_AT_ONCE = 10;
const PLACES_OF_PAGE = 3;
/** How long the index may be worked on before requests get their turn, in milliseconds. */
const SLICE_MS = 15;

interface IndexedPlace {
	id: number;
	title: string;
	heading: string;
	text: string;
}

interface Hit {
	place: SearchPlace;
	score: number;
}

/** A page with what was found on it; `words` has a bit for each word of the query. */
interface PageHits {
	page: SearchPage;
	words: number;
	score: number;
	terms: Set<string>;
	hits: Hit[];
}

const nextTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Full-text search over all courses, in memory. */
export class CourseSearch {
	readonly #courses: Pick<CourseIndex, 'list'>;
	readonly #index: MiniSearch<IndexedPlace>;
	readonly #spelling = new Spelling();
	readonly #places = new Map<number, { page: SearchPage; place: SearchPlace }>();
	readonly #indexed = new Map<Course, number[]>();
	#lastId = 0;
	#refreshing: Promise<void> | null = null;

	constructor(courses: Pick<CourseIndex, 'list'>) {
		this.#courses = courses;
		this.#index = new MiniSearch<IndexedPlace>({
			fields: ['title', 'heading', 'text'],
			tokenize: wordsOf,
			processTerm: (word) => {
				this.#spelling.add(word);
				return termOf(word);
			},
			searchOptions: {
				boost: { title: 4, heading: 2 },
				combineWith: 'OR',
				// Queries are made of terms already.
				tokenize: (term) => [term],
				processTerm: (term) => term
			}
		});
	}

	/** Brings the index up to date with the courses, in short slices; a search waits for it. */
	refresh(): Promise<void> {
		this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = null));
		return this.#refreshing;
	}

	async #refresh(): Promise<void> {
		const courses = new Set(this.#courses.list());
		for (const [course, ids] of this.#indexed) {
			if (courses.has(course)) continue;
			this.#index.discardAll(ids);
			for (const id of ids) this.#places.delete(id);
			this.#indexed.delete(course);
		}
		let sliceStart = performance.now();
		for (const course of courses) {
			if (this.#indexed.has(course)) continue;
			const ids: number[] = [];
			this.#indexed.set(course, ids);
			for (const page of pagesOfCourse(course)) {
				for (const place of page.places) ids.push(this.#add(page, place));
				if (performance.now() - sliceStart < SLICE_MS) continue;
				await nextTurn();
				sliceStart = performance.now();
			}
		}
	}

	#add(page: SearchPage, place: SearchPlace): number {
		const id = (this.#lastId += 1);
		this.#places.set(id, { page, place });
		this.#index.add({ id, title: place.isBeginning ? page.title : '', heading: place.heading, text: place.text });
		return id;
	}

	/**
	 * @param typed whatever somebody typed
	 * @param pageNumber from 1; beyond the last one: the last one
	 */
	async search(typed: string, pageNumber = 1): Promise<SearchAnswer> {
		await this.refresh();
		const query = readQuery(typed);
		const answer = this.#answer(query, pageNumber);
		if (answer.total > 0 && !answer.isPartial) return answer;
		const suggestion = this.#suggest(query);
		if (suggestion === null) return answer;
		const corrected = this.#answer(readQuery(suggestion), pageNumber);
		if (corrected.total === 0) return answer;
		if (answer.total > 0) return { ...answer, suggestion };
		return { ...corrected, query: query.text, isCut: query.isCut, suggestion, isForSuggestion: true };
	}

	#answer(query: Query, pageNumber: number): SearchAnswer {
		const pages = this.#find(query);
		const pageCount = Math.max(1, Math.ceil(pages.length / PAGES_AT_ONCE));
		const page = Math.min(Math.max(1, pageNumber), pageCount);
		const all = 2 ** query.words.length - 1;
		return {
			query: query.text,
			isCut: query.isCut,
			hasWords: query.words.length > 0,
			isPartial: pages.some(({ words }) => words !== all),
			suggestion: null,
			isForSuggestion: false,
			total: pages.length,
			page,
			pageCount,
			found: pages.slice((page - 1) * PAGES_AT_ONCE, page * PAGES_AT_ONCE).map(toFoundPage)
		};
	}

	/** The pages with most of the words, best first. */
	#find({ words }: Query): PageHits[] {
		const bits = new Map<string, number>();
		const add = (term: string, word: number) => bits.set(term, (bits.get(term) ?? 0) | (1 << word));
		const queries = words.map(({ term, prefix }, i) => {
			add(term, i);
			if (prefix !== null) add(prefix, i);
			return prefix === null ? term : { queries: [term, { queries: [prefix], prefix: true }] };
		});
		const pages = new Map<SearchPage, PageHits>();
		for (const { id, score, queryTerms, terms } of this.#index.search({ queries })) {
			const { page, place } = this.#places.get(id as number)!;
			let found = pages.get(page);
			if (!found) pages.set(page, (found = { page, words: 0, score: 0, terms: new Set(), hits: [] }));
			for (const term of queryTerms) found.words |= bits.get(term) ?? 0;
			for (const term of terms) found.terms.add(term);
			found.score = Math.max(found.score, score);
			found.hits.push({ place, score });
		}
		const most = Math.max(0, ...[...pages.values()].map((found) => countBits(found.words)));
		return [...pages.values()].filter((found) => countBits(found.words) === most).sort((a, b) => b.score - a.score);
	}

	/** The query with words nobody wrote replaced by the nearest ones that somebody did; null when there is nothing to replace. */
	#suggest({ text, words }: Query): string | null {
		let suggestion = text;
		for (const { typed, term, prefix } of words) {
			if (this.#index.search({ queries: [term, ...(prefix === null ? [] : [{ queries: [prefix], prefix: true }])] }).length > 0) continue;
			const meant = this.#spelling.findMeant(typed);
			if (meant !== null) suggestion = suggestion.replace(typed, meant);
		}
		return suggestion === text ? null : suggestion;
	}
}

function countBits(bits: number): number {
	let count = 0;
	for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
	return count;
}

function toFoundPage({ page, hits, terms }: PageHits): FoundPage {
	const main = hits.filter(({ place }) => place.variant === null);
	const shown = (main.length > 0 ? main : hits).sort((a, b) => b.score - a.score).slice(0, PLACES_OF_PAGE);
	return {
		kind: page.kind,
		title: markWhole(page.title, terms),
		within: page.within,
		href: page.href,
		language: page.language,
		places: shown.map(({ place }) => toFoundPlace(place, terms))
	};
}

function toFoundPlace(place: SearchPlace, terms: Set<string>): FoundPlace {
	const { pieces, first } = cutSnippet(place.text, terms);
	const anchor = place.href.includes('#') ? place.href : `${place.href}#`;
	return {
		heading: place.heading === '' ? null : markWhole(place.heading, terms),
		snippet: pieces,
		href: first ? anchor + textFragment(place.text, first) : place.href,
		variant: place.variant && VARIANTS[place.variant].name,
		language: place.language
	};
}
