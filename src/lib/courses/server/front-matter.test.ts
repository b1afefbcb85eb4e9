import { describe, expect, test } from 'vitest';
import { readFrontMatter } from './front-matter.ts';
import { LessonFrontMatter, ModuleFrontMatter } from './front-matter-schemas.ts';

const read = (yaml: string) => readFrontMatter(`---\n${yaml}\n---\nTekst`, ModuleFrontMatter);
const messages = (yaml: string) => read(yaml).problems.map(({ line, message }) => `${line}: ${message}`);

test('values, the text below and the lines of both', () => {
	const front = readFrontMatter('---\ntitle: Lekcja\nsummary: O czym\nminutes: 5\nsources:\n  - a\n  - b\n---\n\n## Tekst', LessonFrontMatter);
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
		['title: &a Moduł\nsummary: *a', /odsyłaczy/],
		['title: !!binary aGVq', /znaczników typu/],
		['title: !own x', /znaczników typu/],
		['title: "niezamknięty', /błąd zapisu/],
		['title: a\ntitle: b', /powtórzony klucz/],
		['title: Tytuł: podtytuł', /błąd zapisu/],
		['- title', /klucze z wartościami/],
		['', /brak klucza „title”/],
		['title: 5', /weź w cudzysłów/],
		['title: null', /weź w cudzysłów/],
		['<<: {title: a}', /nieznany klucz „<<”/],
		['__proto__: {a: 1}\ntitle: a', /nieznany klucz „__proto__”/],
		[`title: ${'['.repeat(5000)}`, /./],
		[`a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: T`, /odsyłaczy/],
		['title: x'.padEnd(70_000, 'x'), /za długi/]
	])('%s', (yaml, message) => {
		const front = read(yaml);
		expect(front.data).toBeUndefined();
		expect(front.problems.map((problem) => problem.message).join()).toMatch(message);
	});
});

test('a slip in a key is recognised, a strange key is not guessed', () => {
	expect(messages('titel: Moduł')).toEqual([
		'1: brak klucza „title”; dopisz go w nagłówku',
		'2: nieznany klucz „titel”, czy chodziło o „title”?'
	]);
	expect(messages('title: Moduł\nkolor: zielony')).toEqual([
		'3: nieznany klucz „kolor”; usuń go albo użyj jednego z: title, summary'
	]);
});

test.each(['', 'Tekst', '---\ntitle: a', '---'])('a file without front matter: %j', (source) => {
	expect(readFrontMatter(source, ModuleFrontMatter).problems[0]?.message).toMatch(/^brak nagłówka pliku/);
});
