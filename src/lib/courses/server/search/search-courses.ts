import { VARIANTS, type Course } from '../../course.ts';
import type { Glossary } from '../../glossary.ts';
import type { FoundPage, FoundPlace, SearchAnswer } from '../../search-answer.ts';
import type { CourseIndex } from '../course-index.ts';
import { PageIndex, type PageHits } from './page-index.ts';
import { pagesOfCourse, pagesOfGlossary, type SearchPage, type SearchPlace } from './pages.ts';
import { readQuery, type Query } from './query.ts';
import { cutSnippet, markWhole } from './snippet.ts';
import { textFragment } from './text-fragment.ts';

const PAGES_AT_ONCE = 10;
const PLACES_OF_PAGE = 2;
/** How long the index may be worked on before requests get their turn, in milliseconds. */
const SLICE_MS = 15;

const nextTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));

type Searched = Course | Glossary;

/** Full-text search over all courses and the glossary, in memory. */
export class CourseSearch {
	readonly #courses: Pick<CourseIndex, 'list' | 'glossary'>;
	readonly #index = new PageIndex();
	readonly #indexed = new Map<Searched, number[]>();
	#refreshing: Promise<void> | null = null;

	constructor(courses: Pick<CourseIndex, 'list' | 'glossary'>) {
		this.#courses = courses;
	}

	/** Brings the index up to date with what is taught, in short slices; a search waits for it. */
	refresh(): Promise<void> {
		this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = null));
		return this.#refreshing;
	}

	async #refresh(): Promise<void> {
		const glossary = this.#courses.glossary();
		const present = new Set<Searched>([...this.#courses.list(), ...(glossary ? [glossary] : [])]);
		for (const [gone, ids] of this.#indexed) {
			if (present.has(gone)) continue;
			this.#index.remove(ids);
			this.#indexed.delete(gone);
		}
		let sliceStart = performance.now();
		for (const searched of present) {
			if (this.#indexed.has(searched)) continue;
			const ids: number[] = [];
			this.#indexed.set(searched, ids);
			for (const page of pagesOf(searched)) {
				ids.push(...this.#index.add(page));
				if (performance.now() - sliceStart < SLICE_MS) continue;
				await nextTurn();
				sliceStart = performance.now();
			}
		}
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
		const corrected = suggestion === null ? null : this.#answer(readQuery(suggestion), pageNumber);
		if (!corrected || corrected.total === 0) return answer;
		if (answer.total > 0) return { ...answer, suggestion };
		return { ...corrected, query: query.text, isCut: query.isCut, suggestion, isForSuggestion: true };
	}

	/** The pages with most of the query's words. */
	#answer(query: Query, pageNumber: number): SearchAnswer {
		const all = this.#index.find(query.words);
		const most = all.reduce((count, found) => Math.max(count, found.wordCount), 0);
		const pages = all.filter(({ wordCount }) => wordCount === most);
		const pageCount = Math.max(1, Math.ceil(pages.length / PAGES_AT_ONCE));
		const page = Math.min(Math.max(1, pageNumber), pageCount);
		return {
			query: query.text,
			isCut: query.isCut,
			hasWords: query.words.length > 0,
			isPartial: most < query.words.length && most > 0,
			suggestion: null,
			isForSuggestion: false,
			total: pages.length,
			page,
			pageCount,
			found: pages.slice((page - 1) * PAGES_AT_ONCE, page * PAGES_AT_ONCE).map(toFoundPage)
		};
	}

	/** The query with words that nobody wrote replaced by the nearest ones that somebody did; null: nothing to replace. */
	#suggest({ text, words }: Query): string | null {
		let suggestion = text;
		for (const word of words) {
			const meant = this.#index.findMeant(word);
			if (meant !== null) suggestion = suggestion.replace(word.typed, () => meant);
		}
		return suggestion === text ? null : suggestion;
	}
}

const pagesOf = (searched: Searched): SearchPage[] =>
	'entries' in searched ? pagesOfGlossary(searched) : pagesOfCourse(searched);

function toFoundPage({ page, places }: PageHits): FoundPage {
	const terms = new Set(places.flatMap((hit) => hit.terms));
	const main = places.filter(({ place }) => place.variant === null);
	const shown = (main.length > 0 ? main : places).sort((a, b) => b.score - a.score).slice(0, PLACES_OF_PAGE);
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
