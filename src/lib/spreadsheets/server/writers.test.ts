import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read, utils, type CellObject, type WorkBook } from 'xlsx';
import { cleanText } from '../cell.ts';
import { guardFormula, unguardFormula } from '../formula-guard.ts';
import { sheetName } from '../sheet-name.ts';
import type { Sheet } from '../sheet.ts';
import { sendSheet } from './send-sheet.ts';
import { writeCsv } from './write-csv.ts';
import { writeOds } from './write-ods.ts';
import { writeXlsx } from './write-xlsx.ts';

const grades: Sheet = {
	name: 'Oceny: 7b/2026',
	columns: [
		{ title: 'Osoba', kind: 'text' },
		{ title: 'Wynik', kind: 'percent' },
		{ title: 'Godziny', kind: 'number' },
		{ title: 'Dzień', kind: 'day' }
	],
	rows: [
		['Żółć; „Łukasz”', 70, 1.5, '2026-11-23'],
		['=HYPERLINK("http://zly.example")', 7, -2, null],
		['Wiersz\nDrugi', null, 0, 'zwolnienie']
	]
};
const nasty = [
	'=1+1',
	'+48 600 100 200',
	'-2',
	'@SUM(A1)',
	'\t=1',
	'\r=1',
	' =1',
	'\u00a0=1',
	'\ufeff=1',
	'\u200b=1',
	'＝1+1',
	'＋1',
	'－1',
	'＠A',
	"'=1",
	'"=1',
	'a;=1',
	'a,=1',
	'a\n=1',
	'_x0041_',
	'<b>&amp;</b>',
	']]>',
	'  dwie  spacje  ',
	'\u0000\u0008\u001f',
	'\ud800',
	'\ufffe',
	'🐝'
];
const nastyText = fc.oneof(
	fc.constantFrom(...nasty),
	fc.string({ unit: 'binary' }),
	fc.tuple(fc.constantFrom(...nasty), fc.string()).map((parts) => parts.join(''))
);
const sheetOf = (texts: string[]): Sheet => ({
	name: 'x',
	columns: [{ title: 'Tekst', kind: 'text' }],
	rows: texts.map((text) => [text])
});
const readCsv = (bytes: Uint8Array): string[][] =>
	parse(Buffer.from(bytes), { bom: true, delimiter: ';', relaxQuotes: false, skipEmptyLines: false });
const readBook = (bytes: Uint8Array) => read(bytes, { cellFormula: true, cellNF: true, cellText: true });
const cellsOf = (book: WorkBook): CellObject[] => {
	const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
	return Object.keys(sheet)
		.filter((place) => !place.startsWith('!'))
		.map((place) => sheet[place] as CellObject);
};
const textOf = (cell: CellObject | undefined) => (cell?.v === undefined ? '' : String(cell.v));

describe('CSV', () => {
	test('is what Polish Excel opens by a double click', () => {
		const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(grades));
		expect(text).toBe(
			'\ufeffOsoba;Wynik;Godziny;Dzień\r\n"Żółć; „Łukasz”";70%;1,5;2026-11-23\r\n' +
				'"\'=HYPERLINK(""http://zly.example"")";7%;-2;\r\n"Wiersz\nDrugi";;0;zwolnienie\r\n'
		);
	});

	test('no text begins as a formula, and each comes back whole', () => {
		fc.assert(
			fc.property(fc.array(nastyText, { minLength: 1 }), (texts) => {
				const [, ...rows] = readCsv(writeCsv(sheetOf(['początek', ...texts, 'koniec']))).map(([cell]) => cell ?? '');
				expect(rows.map(unguardFormula)).toEqual(['początek', ...texts.map(cleanText), 'koniec']);
				for (const cell of rows) expect(cell.trimStart()).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
			})
		);
	});

	test('titles of columns are guarded as cells are', () => {
		const [titles] = readCsv(writeCsv({ name: 'x', columns: [{ title: '=A1', kind: 'text' }], rows: [] }));
		expect(titles).toEqual(["'=A1"]);
	});
});

describe.each([
	['XLSX', writeXlsx],
	['ODS', writeOds]
])('%s, opened by an independent reader', (kind, write) => {
	test('keeps the types of cells', async () => {
		const book = readBook(await write(grades));
		expect(book.SheetNames).toEqual(['Oceny 7b 2026']);
		const rows = utils.sheet_to_json(book.Sheets['Oceny 7b 2026'] ?? {}, {
			header: 1,
			raw: true,
			defval: null
		});
		expect(rows).toEqual([
			['Osoba', 'Wynik', 'Godziny', 'Dzień'],
			['Żółć; „Łukasz”', 0.7, 1.5, 46_349],
			['=HYPERLINK("http://zly.example")', 0.07, -2, null],
			['Wiersz\nDrugi', null, 0, 'zwolnienie']
		]);
		const sheet = book.Sheets['Oceny 7b 2026'] ?? {};
		expect((sheet.B2 as CellObject).w).toBe('70%');
	});

	test('holds no formula and every text whole, whatever it is', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(nastyText, { minLength: 1, maxLength: 8 }), async (texts) => {
				const marked = texts.map((text) => `#${text}`);
				const cells = cellsOf(readBook(await write(sheetOf(marked))));
				// The reader takes Excel's way of writing signs by number for everybody's.
				const asRead = (text: string) => (kind === 'ODS' ? text.replaceAll('_x0041_', 'A') : text);
				expect(cells.slice(1).map(textOf)).toEqual(marked.map((text) => asRead(cleanText(text))));
				const bare = cellsOf(readBook(await write(sheetOf(texts))));
				for (const cell of bare) expect(cell.f).toBeUndefined();
				for (const cell of bare) expect(cell.t).not.toBe('n');
			}),
			{ numRuns: 60 }
		);
	});

	test('the same sheet gives the same bytes', async () => {
		expect(await write(grades)).toEqual(await write(structuredClone(grades)));
	});

	test('a sheet without rows can be opened', async () => {
		expect(cellsOf(readBook(await write({ ...grades, rows: [] })))).toHaveLength(4);
	});
});

test('a name of a sheet is one that Excel accepts', () => {
	expect(sheetName("'Klasa [7b]: wyniki?*'")).toBe('Klasa 7b wyniki');
	expect(sheetName('\u0000//')).toBe('Arkusz');
	expect(sheetName('History')).toBe('Arkusz');
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const name = sheetName(text);
			expect(name.length).toBeGreaterThan(0);
			expect(name.length).toBeLessThanOrEqual(31);
			expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$/);
		})
	);
});

test('guarding can be taken back, also from texts that begin with an apostrophe', () => {
	fc.assert(
		fc.property(nastyText, (text) => {
			expect(unguardFormula(guardFormula(text))).toBe(text);
		})
	);
});

test('a file is sent with its type and a Polish name', async () => {
	const answer = await sendSheet(grades, 'csv', 'Oceny 7b: Żółta/łódź');
	expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
	expect(answer.headers.get('cache-control')).toBe('private, no-store');
	expect(answer.headers.get('content-disposition')).toBe(
		`attachment; filename="Oceny 7b Zolta lodz.csv"; filename*=UTF-8''Oceny%207b%20%C5%BB%C3%B3%C5%82ta%20%C5%82%C3%B3d%C5%BA.csv`
	);
	expect(new Uint8Array(await answer.arrayBuffer())).toEqual(writeCsv(grades));
});

test('any name makes a header that can be sent', async () => {
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: 'binary' }), async (name) => {
			const answer = await sendSheet(sheetOf([]), 'csv', name);
			expect(answer.headers.get('content-disposition')).toMatch(
				/^attachment; filename="[ -~]+\.csv"; filename\*=UTF-8''\S+$/
			);
		})
	);
});
