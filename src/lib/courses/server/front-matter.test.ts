import { describe, expect, test } from 'vitest';
import { readFrontMatter } from './front-matter.ts';
import { LessonFrontMatter, ModuleFrontMatter } from './front-matter-schemas.ts';

const read = (yaml: string) => readFrontMatter(`---\n${yaml}\n---\nTekst`, ModuleFrontMatter);
const messages = (yaml: string) => read(yaml).problems.map(({ line, message }) => `${line}: ${message}`);

test('values, the text below and the lines of both', () => {
	const front = readFrontMatter(
		'---\ntitle: Lekcja\nsummary: O czym\nminutes: 5\nsources:\n  - a\n  - b\n---\n\n## Tekst',
		LessonFrontMatter
	);
	expect(front.data).toEqual({ title: 'Lekcja', summary: 'O czym', minutes: 5, sources: ['a', 'b'] });
	expect(front).toMatchObject({ body: '\n## Tekst', bodyLine: 9, problems: [] });
	expect(front.lineOf('minutes')).toBe(4);
	expect(front.lineOf('sources', 1)).toBe(7);
	expect(front.lineOf('nothing')).toBe(1);
});

describe('plain values only', () => {
	test('a day stays text, yes and no too', () => {
		expect(read('title: 2026-11-23').data).toEqual({ title: '2026-11-23' });
		expect(read('title: nie').data).toEqual({ title: 'nie' });
	});

	test.each([
		['title: null', /wartość jest pusta/],
		['title: 5', /weź w cudzysłów/],
		['', /brak klucza „title”/],
		['<<: {title: a}', /nieznany klucz „<<”/],
		['__proto__: {a: 1}\ntitle: a', /nieznany klucz „__proto__”/],
		['constructor: {prototype: {a: 1}}\ntitle: a', /nieznany klucz „constructor”/],
		[`title: ${'['.repeat(5000)}`, /nawias/],
		[`a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: T`, /„&” ani „\*”/],
		['title: x'.padEnd(70_000, 'x'), /za długi/]
	])('%s', (yaml, message) => {
		const front = read(yaml);
		expect(front.data).toBeUndefined();
		expect(front.problems.map((problem) => problem.message).join()).toMatch(message);
		expect(({} as Record<string, unknown>)['a']).toBeUndefined();
	});
});

describe('a slip of writing is told in plain words, once, at its line', () => {
	test.each([
		['title: a\ntitle: b', '3: klucz „title” stoi tu drugi raz; zostaw jeden z nich'],
		['title:Lekcja\nsummary: O czym', '2: po dwukropku brakuje spacji; wpisz „title: wartość”'],
		['summary: a\ntitle:Lekcja', '3: po dwukropku brakuje spacji; wpisz „title: wartość”'],
		['title: a\nsummary', '3: wiersz bez dwukropka; wpisz „klucz: wartość” albo usuń ten wiersz'],
		['title\nsummary: a', '2: wiersz bez dwukropka; wpisz „klucz: wartość” albo usuń ten wiersz'],
		['title: "a\nsummary: b', '2: cudzysłów nie jest zamknięty; dopisz go na końcu wartości'],
		["summary: b\ntitle: 'a", '3: cudzysłów nie jest zamknięty; dopisz go na końcu wartości'],
		['title: Tytuł: podtytuł', '2: dwukropek w środku wartości; weź całą wartość w cudzysłów: title: "…"'],
		[
			'title: „Tytuł”: podtytuł\nsummary: b',
			'2: dwukropek w środku wartości; weź całą wartość w cudzysłów: title: "…"'
		],
		[
			'title: "a" b',
			'2: za cudzysłowem stoi jeszcze tekst; obejmij cudzysłowem całą wartość, a cytaty w środku zapisz „tak”'
		],
		['title: a\n\tsummary: b', '3: tabulator na początku wiersza; zastąp go dwiema spacjami'],
		['title: a\n summary: b', '3: zbędne wcięcie; usuń spacje przed „summary”'],
		['sources:\n  - jeden\n  dwa: trzy', '4: wiersz listy bez „- ”; zacznij go od „- ”'],
		['sources:\n  - jeden\n dwa: trzy', '4: wcięcie inne niż w sąsiednich wierszach; wyrównaj je'],
		['sources:\n  - id: a\n   title: b', '4: wcięcie inne niż w wierszach wyżej; zamiast 3 spacji wpisz 4'],
		['sources:\n  - jeden\n  -dwa', '4: po „-” brakuje spacji; wpisz „- dwa”'],
		['sources:\n  -jeden', '3: po „-” brakuje spacji; wpisz „- jeden”'],
		['sources:\n\t- a: b\n\t  c: d', '3: tabulator na początku wiersza; zastąp go dwiema spacjami'],
		['title: „Tytuł: podtytuł”', '2: dwukropek w cudzysłowie z Worda; zamiast „ ” użyj prostych znaków: title: "…"'],
		[' title: a\nsummary: b', '2: zbędne wcięcie; usuń spacje przed „title”'],
		['title: [a, b\nsummary: c', '2: nawias nie jest zamknięty; dopisz „]” albo „}”'],
		['summary: c\ntitle: {a: b', '3: nawias nie jest zamknięty; dopisz „]” albo „}”'],
		['title: [a]]', '2: zbędny znak; usuń go albo weź całą wartość w cudzysłów'],
		['title: @ania', '2: wartość zaczyna się od znaku, który ma tu inne znaczenie; weź całą wartość w cudzysłów'],
		['title: %', '2: wartość zaczyna się od znaku, który ma tu inne znaczenie; weź całą wartość w cudzysłów'],
		[
			'title: - a',
			'2: lista zaczyna się w tym samym wierszu co klucz; wpisz „title:”, a „- ” przenieś do następnego wiersza'
		],
		['title: "a\\d"', '2: znak „\\” w cudzysłowie; usuń go albo napisz „\\\\”'],
		['title: a\n...\nsummary: b', '4: wiersz „...” urywa nagłówek; usuń ten wiersz'],
		['title: |x\n  a', '2: zbędny znak; usuń go albo weź całą wartość w cudzysłów'],
		[
			'title: "a"#b',
			'2: za cudzysłowem stoi jeszcze tekst; obejmij cudzysłowem całą wartość, a cytaty w środku zapisz „tak”'
		],
		['title: &a b', '2: wartość nie może zaczynać się od „&” ani „*”; weź ją w cudzysłów'],
		['title: *a', '2: wartość nie może zaczynać się od „&” ani „*”; weź ją w cudzysłów'],
		['title: !a b', '2: wartość nie może zaczynać się od „!”; weź ją w cudzysłów'],
		['title: !!binary aGVq', '2: wartość nie może zaczynać się od „!”; weź ją w cudzysłów'],
		['- title', '2: tu mają stać klucze z wartościami, po jednym w wierszu: „klucz: wartość”'],
		['[a]: b\ntitle: c', '2: kluczem może być tylko jedno słowo; usuń „?” i nawiasy z klucza']
	])('%j', (yaml, message) => {
		expect(messages(yaml)).toEqual([message]);
	});
});

test('a slip or a Polish name of a key is told once, and its value is checked all the same', () => {
	expect(messages('titel: Moduł')).toEqual(['2: nieznany klucz „titel”, czy chodziło o „title”?']);
	expect(messages('tytuł: Moduł')).toEqual(['2: „tytuł” nazywa się tu „title”; zmień ten klucz']);
	expect(messages('tytuł: 5\nopis: b')).toEqual([
		'2: „tytuł” nazywa się tu „title”; zmień ten klucz',
		'3: „opis” nazywa się tu „summary”; zmień ten klucz',
		'2: tytuł: wpisz tekst; liczbę albo datę, która ma być tekstem, weź w cudzysłów'
	]);
	expect(messages('title: Moduł\nkolor: zielony')).toEqual([
		'3: nieznany klucz „kolor”; usuń go albo użyj jednego z: title, summary'
	]);
	expect(messages('summary: a')).toEqual(['1: brak klucza „title”; dopisz: title: Pierwszy krok']);
});

test.each([
	['8 min', 'minutes: sama liczba, bez „min”: 8'],
	['60%', 'minutes: sama liczba, bez „%”: 60'],
	['"8"', 'minutes: sama liczba, bez cudzysłowu: 8'],
	['0,5', 'minutes: ułamek wpisz z kropką: 0.5'],
	['osiem', 'minutes: wpisz liczbę całkowitą od 1 do 600']
])('minutes: %s', (value, message) => {
	const { problems } = readFrontMatter(`---\ntitle: a\nsummary: b\nminutes: ${value}\n---\n`, LessonFrontMatter);
	expect(problems).toEqual([{ line: 4, message, severity: 'error' }]);
});

test.each(['Tekst', '---\ntitle: a', '---'])('a file without front matter: %j', (source) => {
	expect(readFrontMatter(source, ModuleFrontMatter).problems[0]?.message).toMatch(
		/^(?:brak nagłówka pliku|nagłówek pliku nie ma końca)/
	);
});

test.each([
	['', 'plik jest pusty; wstaw szablon „modul” (w VS Code wpisz to słowo i wybierz podpowiedź)', 1],
	['\n\n---\ntitle: a\n---\n', 'pusty wiersz nad „---”; usuń go', 1],
	['—\ntitle: a\n---\n', 'wiersz „—” zamiast „---”; wpisz trzy łączniki (edytor mógł je zamienić na pauzę)', 1],
	['---\ntitle: a\n—\n', 'wiersz „—” zamiast „---”; wpisz trzy łączniki (edytor mógł je zamienić na pauzę)', 3]
])('the frame of front matter: %j', (source, message, line) => {
	expect(readFrontMatter(source, ModuleFrontMatter).problems).toEqual([{ line, message, severity: 'error' }]);
});

test('lines are right below a frame with a mistake too', () => {
	const { problems, lineOf } = readFrontMatter('\n\n---\ntitle: a\nkolor: b\n---\n', ModuleFrontMatter);
	expect(problems.map(({ line }) => line)).toEqual([1, 5]);
	expect(lineOf('title')).toBe(4);
});
