import { describe, expect, test } from 'vitest';
import { renderMarkdown } from './render-markdown.ts';

const uncited = (text: string) =>
	renderMarkdown(text, {
		...{ firstLine: 1, kind: 'page', language: 'pl', sources: ['a'], lessons: new Map(), findFile: () => undefined }
	}).uncited.map(({ words, line }) => `${line}: ${words}`);

describe('what counts as a fact', () => {
	test.each([
		['W 1900 r. powstał sklep.', '1: 1900'],
		['Było ich 16 tysięcy, czyli 12 000.', '1: 12 000'],
		['Popiera to 12,5% osób.', '1: 12,5%'],
		['Popiera to 30 procent osób.', '1: 30 procent'],
		['Kosztuje 5 zł.', '1: 5 zł'],
		['Kosztuje 2 mln zł.', '1: 2 mln zł'],
		['Mówi o tym art. 5a.', '1: art. 5a'],
		['Jest w Dz.U. pod numerem 7.', '1: Dz.U.'],
		['Reguluje to ustawa o spółdzielniach.', '1: ustawa o spółdzielniach'],
		['Tak mówi rozporządzenie Ministra Zdrowia.', '1: rozporządzenie Ministra'],
		['Prawo oświatowe tego nie zna.', '1: Prawo oświatowe']
	])('%s', (text, found) => expect(uncited(text)).toEqual([found]));
});

test.each([
	'W 1900 r. powstał sklep [@a].',
	'W 1900 r. powstał sklep[^a].\n\n[^a]: Tak pisze kronika.',
	'Zbierzcie 10 osób w 3 dni.',
	'Kod to 31-042, a numer 12/2026/3.',
	'## Rok 1900',
	'![Wykres z 1900 r.](kola.svg)',
	'Wpisz `1900`.',
	'> [!EXAMPLE]\n> Sernik kosztuje 1500 zł.',
	'> [!EXERCISE]\n> Policz 12% z 1500 zł.\n>\n> > [!SOLUTION]\n> > 180 zł.',
	'Tak było [@a]:\n\n- w 1900 r.\n- w 1946 r.',
	'| rok | liczba |\n| - | - |\n| 1900 | 5 |\n\nŹródło: kronika [@a].',
	'| rok | liczba |\n| - | - |\n| 1900 [@a] | 5 |',
	'> [!BARS] Tytuł\n> | rok | liczba |\n> | - | - |\n> | 1900 | 5 |\n> | 1901 | 6 |\n>\n> Źródło: kronika [@a].'
])('needs no source: %j', (text) => expect(uncited(text)).toEqual([]));

test('each paragraph, item and row stands for itself, and is told once', () => {
	expect(uncited('W 1900 r. [@a]\n\nW 1901 r. i 1902 r.\n\n- w 1903 r. [@a]\n- w 1904 r.\n  - w 1905 r.')).toEqual([
		'3: 1901',
		'6: 1904'
	]);
	expect(uncited('| rok |\n| - |\n| 1900 |\n| 1901 [@a] |\n| 1902 |')).toEqual(['3: 1900', '5: 1902']);
	expect(uncited('> [!NOTE] Rok 1899\n> W 1900 r.')).toEqual(['2: 1900']);
});
