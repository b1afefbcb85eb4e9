import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleCourse, sampleLesson } from '../../../../../tests/support/courses.ts';
import type { Course, Lesson, LessonText } from '../../course.ts';
import type { FoundPage, MarkedText } from '../../search-answer.ts';
import { loadCourses } from '../load-courses.ts';
import { CourseSearch } from './search-courses.ts';

const lesson = (slug: string, title: string, html: string, more: Partial<Lesson> = {}) =>
	sampleLesson({ slug, title, html, summary: '', ...more });

const cash = lesson(
	'kasa',
	'Pieniądze w\u00a0klasie',
	'<p>Zaczynamy od udziałów.</p><h2 id="h-zeszyt">Zeszyt wpłat</h2><p>Spółdzielnia uczniowska prowadzi zeszyt.</p><h2 id="h-walne">Walne</h2><p>Nadwyżkę dzieli walne zgromadzenie.</p>'
);
const rules = lesson('zasady', 'Zasady spółdzielni', '<p>Jest ich siedem.</p>', {
	number: 2,
	variants: {
		uk: {
			title: 'Правила',
			summary: '',
			html: '<h2 id="h-pravyla">Правила</h2><p>Один член, один голос.</p>'
		} as LessonText
	}
});
const course = sampleCourse({
	title: 'Kurs o wspólnocie',
	summary: 'Razem.',
	objectives: [],
	html: '',
	lessons: [cash, rules]
});

const searchOver = (...courses: Course[]) => new CourseSearch({ list: () => courses, glossary: () => null });
const search = searchOver(course);
const textOf = (pieces: MarkedText) => pieces.map(({ text, isFound }) => (isFound ? `[${text}]` : text)).join('');
const titles = (found: FoundPage[]) => found.map(({ title }) => textOf(title).replaceAll(/[[\]]/g, ''));
const find = async (query: string) => titles((await search.search(query)).found);

describe('a word', () => {
	test.each(['spółdzielnia', 'Spółdzielni', 'spoldzielniami', 'SPÓŁDZIELNIĘ'])(
		'is found in every form: %s',
		async (word) => {
			expect(await find(word)).toEqual(['Zasady spółdzielni', 'Pieniądze w\u00a0klasie']);
		}
	);

	test.each([
		['uczniowskich', 'Pieniądze w\u00a0klasie'],
		['udzial', 'Pieniądze w\u00a0klasie'],
		['zesz', 'Pieniądze w\u00a0klasie'],
		['голос', 'Zasady spółdzielni']
	])('%s is found in %s', async (word, title) => {
		expect(await find(word)).toEqual([title]);
	});

	test('that is only begun is completed at the end of a query alone', async () => {
		expect((await search.search('walne zgro')).isPartial).toBe(false);
		expect((await search.search('zgro walne')).isPartial).toBe(true);
	});

	test('in a title counts more than in a heading, and there more than in the text, however often', async () => {
		const many = searchOver(
			sampleCourse({
				...{ title: 'Kurs', summary: '', objectives: [], competences: [], html: '' },
				lessons: [
					lesson('tekst', 'Pierwsza', `<p>${'Statut jest ważny. '.repeat(30)}</p>`),
					lesson('naglowek', 'Druga', '<h2 id="h-statut">Statut</h2><p>Umowa.</p>'),
					lesson('tytul', 'Statut', '<p>Umowa.</p>'),
					...Array.from({ length: 20 }, (_, i) => lesson(`inna-${i}`, `Inna ${i}`, '<p>Umowa i kasa.</p>'))
				]
			})
		);
		expect(titles((await many.search('statuty')).found)).toEqual(['Statut', 'Druga', 'Pierwsza']);
	});
});

describe('several words', () => {
	test('may stand in different parts of a lesson', async () => {
		const answer = await search.search('zeszyt i nadwyżka');
		expect(titles(answer.found)).toEqual(['Pieniądze w\u00a0klasie']);
		expect(answer.isPartial).toBe(false);
	});

	test('are found in part when no page holds them all, and it is said', async () => {
		const answer = await search.search('siedem zeszytów');
		expect(answer).toMatchObject({ isPartial: true, total: 2 });
	});
});

describe('a result', () => {
	test('leads to the part of the lesson, with the word to be marked there, and shows the words around it', async () => {
		const [found] = (await search.search('zgromadzenia')).found;
		expect(found).toMatchObject({
			kind: 'lesson',
			within: 'Kurs o\u00a0wspólnocie',
			href: '/kursy/spoldzielnia-uczniowska/pomysl/kasa'
		});
		const [place] = found!.places;
		expect(textOf(place!.snippet)).toBe('Nadwyżkę dzieli walne [zgromadzenie].');
		expect(decodeURIComponent(place!.href)).toBe(
			'/kursy/spoldzielnia-uczniowska/pomysl/kasa#h-walne:~:text=Nadwyżkę dzieli walne-,zgromadzenie'
		);
	});

	test('in another language says so and leads to that variant', async () => {
		const [found] = (await search.search('Правила')).found;
		expect(found!.places[0]).toMatchObject({ variant: 'Українською', language: 'uk' });
		expect(found!.places[0]!.href).toContain('/zasady?wariant=uk#');
	});

	test('holds text, not markup: it is escaped where it is shown', async () => {
		const hostile = lesson('zly', 'Zła', '<p>To &lt;script&gt;alert(1)&lt;/script&gt; zostaje tekstem.</p>');
		const answer = await searchOver(sampleCourse({ lessons: [hostile] })).search('alert');
		expect(textOf(answer.found[0]!.places[0]!.snippet)).toContain('<script>[alert](1)</script> zostaje');
	});
});

test('a term of the glossary is found by its name, its abbreviation and its names in other languages', async () => {
	const entry = {
		...{
			id: 'pes',
			term: 'podmiot ekonomii społecznej',
			abbreviation: 'PES',
			html: '',
			text: 'Firma z celem społecznym.'
		},
		...{ english: 'social economy entity', ukrainian: 'суб’єкт соціальної економіки', sources: [] }
	};
	const glossary = {
		title: 'Słownik',
		html: '',
		lawAsOf: '2026-11-23',
		reviewBy: '2027-05-31',
		sources: [],
		entries: [entry]
	};
	const terms = new CourseSearch({ list: () => [], glossary: () => glossary });
	for (const query of ['podmioty ekonomii społecznej', 'PES', 'entity', 'соціальної', 'firmy']) {
		const [found] = (await terms.search(query)).found;
		expect(found).toMatchObject({ kind: 'term', within: null, href: '/slownik#pojecie-pes' });
	}
});

describe('a typing error', () => {
	test('gets what was meant, found at once', async () => {
		const answer = await search.search('spuldzielnia');
		expect(answer).toMatchObject({
			suggestion: 'spółdzielnia',
			isForSuggestion: true,
			query: 'spuldzielnia',
			total: 2
		});
	});

	test('beside a word that is found is only asked about', async () => {
		const answer = await search.search('walne zgrmadzenie');
		expect(answer).toMatchObject({ suggestion: 'walne zgromadzenie', isForSuggestion: false, isPartial: true });
	});

	test('that nobody could know gets nothing', async () => {
		expect(await search.search('xyzzyqwv')).toMatchObject({ suggestion: null, total: 0, found: [] });
	});
});

describe('bad input', () => {
	test.each(['', '   ', 'i w z', '!!!', '\u0000', '🙂'])(
		'without a word to look for finds nothing: %j',
		async (query) => {
			expect(await search.search(query)).toMatchObject({ hasWords: false, total: 0 });
		}
	);

	test('is cut to a length that costs little', async () => {
		const words = Array.from({ length: 30 }, (_, i) => `słowo${i}`).join(' ');
		const answer = await search.search(words);
		expect(answer.isCut).toBe(true);
		expect(answer.query.length).toBeLessThanOrEqual(100);
		expect((await search.search('a'.repeat(1_000_000))).query).toHaveLength(100);
	});

	test('of any kind is answered', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer(), async (query, page) => {
				const answer = await search.search(query, page);
				expect(answer.page).toBeGreaterThanOrEqual(1);
				expect(answer.page).toBeLessThanOrEqual(answer.pageCount);
			}),
			{ numRuns: 300 }
		);
		for (const query of [
			'(a+)+$',
			'.*',
			'[',
			'\\',
			'${x}',
			"'; drop table",
			'<img src=x onerror=alert(1)>',
			'__proto__',
			'constructor'
		]) {
			expect((await search.search(query)).query).toBe(query);
		}
	});
});

test('long lists come in pages; a page beyond the last is the last', async () => {
	const lessons = Array.from({ length: 25 }, (_, i) => lesson(`lekcja-${i}`, `Statut ${i}`, '<p>Umowa.</p>'));
	const many = searchOver(sampleCourse({ lessons }));
	expect(await many.search('statut')).toMatchObject({ total: 25, page: 1, pageCount: 3 });
	expect((await many.search('statut', 99)).found).toHaveLength(5);
	expect((await many.search('statut', -1)).page).toBe(1);
});

test('a course that changes is found as it is now', async () => {
	let courses = [course];
	const changing = new CourseSearch({ list: () => courses, glossary: () => null });
	expect((await changing.search('zeszyt')).total).toBe(1);
	courses = [sampleCourse({ lessons: [lesson('kasa', 'Kasa', '<p>Kalkulator.</p>')] })];
	expect((await changing.search('zeszyt')).total).toBe(0);
	expect((await changing.search('kalkulatory')).total).toBe(1);
});

test('nothing of a quiz is ever found: no question, answer, feedback or explanation', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'wspolnie-search-'));
	try {
		cpSync('tests/courses/dobry-kurs', join(folder, 'dobry-kurs'), { recursive: true });
		const path = join(folder, 'dobry-kurs/01-podstawy/01-pierwsza-lekcja/quiz.md');
		const canary = `
## Kanarekpytanie? {#kanarek}

- [x] Kanarekodpowiedz
  > Kanarekkomentarz
- [ ] Kanarekpomylka

> Kanarekwyjasnienie
`;
		writeFileSync(path, readFileSync(path, 'utf8') + canary);
		const courses = await loadCourses(folder, { now: new Date('2026-11-23') });
		expect(JSON.stringify(courses.find('dobry-kurs'))).toContain('Kanarekwyjasnienie');
		const real = new CourseSearch(courses);
		expect((await real.search('członek')).total).toBeGreaterThan(0);
		for (const query of [
			'kanarek',
			'kanarekpytanie',
			'kanarekodpowiedz',
			'kanarekkomentarz',
			'kanarekpomylka',
			'kanarekwyjasnienie'
		]) {
			expect(await real.search(query)).toMatchObject({ total: 0, suggestion: null });
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
});
