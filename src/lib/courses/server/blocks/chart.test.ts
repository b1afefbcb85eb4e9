import { describe, expect, test } from 'vitest';
import { sampleContext } from '../../../../../tests/support/markdown.ts';
import type { MarkdownContext } from '../markdown-context.ts';
import { renderMarkdown } from '../render-markdown.ts';
import { parseFigure } from './chart-data.ts';
import { ticksOf } from './chart-line.ts';
import { wrap } from './chart-text.ts';

const chart = (kind: string, rows: string[], { title = ' Tytuł', head = '| Rok | Liczba |' } = {}) =>
	[`[!${kind}]${title}`, head, head.replaceAll(/[^|]+/g, '---'), ...rows].map((line) => `> ${line}`).join('\n');
const render = (source: string, changes?: Partial<MarkdownContext>) => renderMarkdown(source, sampleContext(changes));
const html = (source: string, changes?: Partial<MarkdownContext>) => render(source, changes).html;
const messages = (source: string) => render(source).problems.map(({ line, message }) => `${line}: ${message}`);

/** Bars of a drawing: from where, how wide, which series. */
const bars = (source: string) =>
	[...html(source).matchAll(/<rect x="([\d.]+)%" y="[\d.]+rem" width="([\d.]+)%"[^>]*class="series-(\d)">/g)].map(
		(match) => match.slice(1).map(Number)
	);

describe('bars', () => {
	test('are as long as their values, and the table stands behind them', () => {
		const source = chart('BARS', ['| 2024 | 100 |', '| 2025 | 50 |', '| 2026 | 0 |']);
		const [first, second, third] = bars(source);
		expect(third).toBeUndefined();
		expect(second![1]! / first![1]!).toBeCloseTo(0.5, 3);
		const drawn = html(source);
		expect(drawn).toMatch(/^<figure class="chart chart-of-bars"><figcaption class="block-title">Tytuł<\/figcaption>/);
		expect(drawn).toContain('<svg role="img" width="100%"');
		expect(drawn).toContain(
			'<title>Tytuł</title><desc>Wykres słupkowy. Liczba. Najwięcej: 2024, 100; najmniej: 2026, 0.</desc>'
		);
		expect(drawn).toMatch(
			/<details class="chart-data"><summary>Dane w tabeli<\/summary><div class="table-box"[^>]*><table>/
		);
	});

	test('of negative values go the other way from the same line', () => {
		const [up, down] = bars(chart('BARS', ['| a | 30 |', '| b | -15 |']));
		expect(down![0]! + down![1]!).toBeCloseTo(up![0]!, 1);
		expect(up![1]! / down![1]!).toBeCloseTo(2, 1);
	});

	test('that are all zero or hold one tiny value are still drawn within the picture', () => {
		expect(bars(chart('BARS', ['| a | 0 |', '| b | 0 |']))).toEqual([]);
		const [large, tiny] = bars(chart('BARS', ['| a | 1 000 000 |', '| b | 1 |']));
		expect(tiny![1]).toBeGreaterThan(0.5);
		expect(large![0]! + large![1]!).toBeLessThan(100);
	});

	test('of several series stand together, each of its own kind', () => {
		const source = chart('BARS', ['| a | 1 | 2 | 3 |', '| b | 4 | 5 | 6 |'], { head: '| Co | Raz | Dwa | Trzy |' });
		expect(bars(source).map(([, , series]) => series)).toEqual([1, 2, 3, 1, 2, 3]);
		expect(html(source)).toContain(
			'<ul class="chart-legend"><li class="key-1">Raz</li><li class="key-2">Dwa</li><li class="key-3">Trzy</li></ul>'
		);
	});

	test('have their names in lines that fit a phone', () => {
		expect(wrap('Podmioty zatrudnienia socjalnego i inne', 20)).toEqual([
			'Podmioty',
			'zatrudnienia',
			'socjalnego i inne'
		]);
		expect(wrap('x'.repeat(45), 20)).toEqual(['x'.repeat(20), 'x'.repeat(20), 'xxxxx']);
		expect(wrap('', 20)).toEqual([]);
	});
});

describe('lines', () => {
	test('join points in their order and name the last of many', () => {
		const rows = Array.from({ length: 12 }, (_, i) => `| rok ${2015 + i} | ${100 + i} |`);
		const drawn = html(chart('LINE', rows));
		expect(drawn.match(/class="series-line series-1"/g)).toHaveLength(11);
		expect(drawn.match(/<circle /g)).toHaveLength(12);
		expect(drawn).toMatch(/class="to-middle">rok\s2026<\/text>/);
		expect(drawn.match(/class="to-middle"/g)!.length).toBeLessThan(12);
	});

	test.each([
		[
			[0, 0],
			[0, 0.5]
		],
		[
			[1200, 1990],
			[1200, 1400, 1600, 1800, 2000]
		],
		[
			[3, 40],
			[0, 10, 20, 30, 40]
		],
		[
			[-4, 12.5],
			[-5, 0, 5, 10, 15]
		],
		[
			[-20, -5],
			[-20, -15, -10, -5, 0]
		],
		[
			[0.1, 0.3],
			[0, 0.1, 0.2, 0.3]
		],
		[
			[5, 5],
			[0, 2, 4, 6]
		]
	])('between %j are measured by %j', (values, ticks) => expect(ticksOf(values)).toEqual(ticks));
});

test.each([
	['1200', 'pl', 1200],
	['1 200,5', 'pl', 1200.5],
	['1\u00a0200\u00a0000', 'pl', 1_200_000],
	['−4', 'pl', -4],
	['1,200.5', 'en', 1200.5],
	['1.5', 'pl', undefined],
	['12 zł', 'pl', undefined],
	['40%', 'pl', undefined],
	['12 00', 'pl', undefined],
	['', 'pl', undefined],
	['9'.repeat(20), 'pl', undefined]
] as const)('%j in %s is %s', (text, language, value) => expect(parseFigure(text, language)).toBe(value));

test.each([
	[
		chart('BARS', ['| a | 1 |', '| b | 2 |'], { title: '' }),
		'1: wykres bez tytułu; dopisz go po znaczniku: „> [!BARS] Liczba spółdzielni według lat”'
	],
	[
		'> [!LINE] Tytuł\n> Bez tabeli',
		'1: wykres bez tabeli; wpisz ją pod znacznikiem: nazwy w pierwszej kolumnie, liczby w następnych'
	],
	[
		chart('BARS', ['| a | 1 |']),
		'2: wykres ma mieć od 2 do 12 wierszy, a ma 1; połącz je, dopisz albo zostaw zwykłą tabelę'
	],
	[
		chart('BARS', ['| a | 1 |', '| b | dużo |']),
		'5: „dużo” nie jest liczbą, którą można narysować; wpisz samą liczbę, na przykład 1200 albo 12,5, a jednostkę w nagłówku kolumny'
	],
	[chart('BARS', ['| a | 1 |', '| | 2 |']), '5: wiersz wykresu bez nazwy; wpisz ją w pierwszej kolumnie'],
	[
		chart('BARS', ['| a |', '| b |'], { head: '| Co |' }),
		'2: wykres rysuje się z tabeli, w której po kolumnie nazw są 1–3 kolumny liczb; popraw liczbę kolumn'
	],
	[
		`${chart('BARS', ['| a | 1 |', '| b | 2 |'])}\n>\n> - lista`,
		'7: w ramce wykresu stoją tylko tabela i akapit ze źródłem pod nią; przenieś resztę poza ramkę'
	]
])('%j', (source, ...expected) => expect(messages(source)).toEqual(expected));

test('a chart that cannot be drawn shows its table', () => {
	const drawn = html(chart('BARS', ['| a | dużo |', '| b | 2 |']));
	expect(drawn).not.toContain('<svg');
	expect(drawn).toContain('<td>dużo</td>');
});
