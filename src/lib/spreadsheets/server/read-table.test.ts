import fc from 'fast-check';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Sheet } from '../sheet.ts';
import { readCsv } from './read-csv.ts';
import { readTable } from './read-table.ts';
import { writeCsv } from './write-csv.ts';
import { writeOds } from './write-ods.ts';
import { writeXlsx } from './write-xlsx.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const cellsOf = (bytes: Uint8Array) => readTable(bytes).map(({ cells }) => cells);
const refusalOf = (bytes: Uint8Array): string => {
	try {
		readTable(bytes);
	} catch (error) {
		return (error as Error).message.replaceAll('\u00a0', ' ');
	}
	throw new Error('The file was read.');
};

const CLASS = [
	['Imię', 'Nazwisko'],
	['Żaneta', 'Śliwińska'],
	['Łukasz', 'Źdźbło']
];

describe('a CSV file', () => {
	test.each([';', ',', '\t', '|'])('is read with „%s” between cells', (delimiter) => {
		expect(cellsOf(utf8(CLASS.map((row) => row.join(delimiter)).join('\n')))).toEqual(CLASS);
	});

	test.each(['\n', '\r\n', '\r'])('is read with any end of a line', (end) => {
		expect(cellsOf(utf8(CLASS.map((row) => row.join(';')).join(end) + end))).toEqual(CLASS);
	});

	test('may say its delimiter in the first line', () => {
		expect(cellsOf(utf8('sep=,\r\na;b,c\r\nd;e,f'))).toEqual([
			['a;b', 'c'],
			['d;e', 'f']
		]);
	});

	test('keeps delimiters, quotes and line breaks inside quotes, and counts rows as a spreadsheet does', () => {
		expect(readTable(utf8('Imię;Uwagi\n"Ola ""K""";"a;b\nc"\n\nKuba;ok'))).toEqual([
			{ line: 1, cells: ['Imię', 'Uwagi'] },
			{ line: 2, cells: ['Ola "K"', 'a;b\nc'] },
			{ line: 4, cells: ['Kuba', 'ok'] }
		]);
	});

	test('is read in every encoding Polish offices use', () => {
		const text = CLASS.map((row) => row.join(';')).join('\r\n');
		const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
		for (const bytes of [
			utf8(text),
			utf8(`\ufeff${text}`),
			utf16,
			Buffer.from(utf16).swap16(),
			inOneByte(text, 'windows-1250'),
			inOneByte(text, 'iso-8859-2')
		]) {
			expect(cellsOf(bytes)).toEqual(CLASS);
		}
	});

	test('of two encodings at once is refused, not read wrong', () => {
		const bytes = Buffer.concat([utf8('Imię;Klasa\nŻaneta;1\n'), inOneByte('Łukasz;2', 'windows-1250')]);
		expect(refusalOf(bytes)).toContain('na dwa sposoby naraz');
	});

	test('with a quote that never ends is refused with the line it began in', () => {
		expect(refusalOf(utf8('Imię\nOla\n"Kuba\nEwa\n'))).toContain('W wierszu 3 zaczyna się cudzysłów');
	});
});

/** What the encoding's own programs would write. */
function inOneByte(text: string, encoding: string): Uint8Array {
	const decoder = new TextDecoder(encoding);
	const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
	return Uint8Array.from(text, (sign) => bytes.get(sign) as number);
}

describe('a workbook', () => {
	const sheet: Sheet = {
		name: 'Osoby',
		columns: [
			{ title: 'Imię', kind: 'text' },
			{ title: 'Nr', kind: 'number' },
			{ title: 'Dzień', kind: 'day' }
		],
		rows: [
			['Żaneta <&>', 7, '2026-11-23'],
			['=1+1', 12.5, null]
		]
	};
	const expected = [
		['Imię', 'Nr', 'Dzień'],
		['Żaneta <&>', '7', '2026-11-23']
	];

	test('of Excel is read: texts, numbers and days', async () => {
		expect(cellsOf(await writeXlsx(sheet))).toEqual([...expected, ['=1+1', '12.5']]);
	});

	test('of LibreOffice is read, as its cells are shown', async () => {
		const [headings, first, second] = cellsOf(await writeOds(sheet));
		expect([headings, first?.slice(0, 2), second?.[0]]).toEqual([expected[0], expected[1]?.slice(0, 2), '=1+1']);
	});

	test('is read from its first visible sheet that has anything in it', () => {
		const bytes = xlsx({
			sheets: ['<row r="1"/>', '<row r="3"><c r="B3" t="s"><v>0</v></c></row>'],
			shared: '<si><r><t>Zo</t></r><r><t>sia</t></r><rPh><t>zo</t></rPh></si>'
		});
		expect(readTable(bytes)).toEqual([{ line: 3, cells: ['', 'Zosia'] }]);
	});

	test('gives what a formula last gave, and texts written in place', () => {
		const row =
			'<row r="1"><c r="A1" t="str"><f>A2&amp;A3</f><v>Ola</v></c><c t="inlineStr"><is><t>Kuba</t></is></c></row>';
		expect(cellsOf(xlsx({ sheets: [row] }))).toEqual([['Ola', 'Kuba']]);
	});
});

function xlsx({ sheets, shared = '', more = {} }: { sheets: string[]; shared?: string; more?: Zippable }): Uint8Array {
	const names = sheets.map((_, at) => `<sheet name="s${at}" sheetId="${at + 1}" r:id="r${at}"/>`).join('');
	const targets = sheets.map((_, at) => `<Relationship Id="r${at}" Target="worksheets/s${at}.xml"/>`).join('');
	const files: Zippable = {
		'xl/workbook.xml': strToU8(`<workbook xmlns:r="r"><sheets>${names}</sheets></workbook>`),
		'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${targets}</Relationships>`),
		'xl/sharedStrings.xml': strToU8(`<sst>${shared}</sst>`),
		...more
	};
	for (const [at, rows] of sheets.entries()) {
		files[`xl/worksheets/s${at}.xml`] = strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`);
	}
	return zipSync(files);
}

describe('anything else is refused by its name', () => {
	test.each([
		['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'starym formacie XLS albo arkusz z hasłem'],
		['a PDF', utf8('%PDF-1.7'), 'dokument PDF'],
		['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'obraz'],
		['a page', utf8('<html><table>'), 'strona WWW'],
		['a zip', zipSync({ 'a.txt': strToU8('a') }), 'archiwum ZIP'],
		['a Word document', zipSync({ 'word/document.xml': strToU8('<a/>') }), 'dokument Worda'],
		['a OneRoster set', zipSync({ 'manifest.csv': strToU8('a') }), 'zestaw OneRoster'],
		['bytes', Uint8Array.of(1, 0, 2, 0), 'nie jest arkusz'],
		['nothing', new Uint8Array(), 'nic nie ma'],
		['a torn workbook', xlsx({ sheets: ['<row/>'] }).subarray(0, 300), 'uszkodzony']
	])('%s', (_, bytes, said) => {
		expect(refusalOf(bytes)).toContain(said);
	});
});

describe('what is too large is refused at its limit', () => {
	test('a million rows, in little memory and time', () => {
		const bytes = utf8(`Imię;Nazwisko\n${'Ola;Kowalska\n'.repeat(1_000_000)}`);
		globalThis.gc?.();
		const before = process.memoryUsage().heapUsed;
		const began = performance.now();
		expect(refusalOf(bytes)).toContain('więcej niż 2000 wierszy');
		const grown = process.memoryUsage().heapUsed - before;
		expect(grown).toBeLessThan(16 * 1024 * 1024);
		expect(performance.now() - began).toBeLessThan(2_000);
	});

	test('a hundred thousand columns', () => {
		expect(refusalOf(utf8(`Imię${';x'.repeat(100_000)}`))).toContain('więcej niż 50 kolumn');
		const wide = `<row r="1">${'<c t="str"><v>x</v></c>'.repeat(100_000)}</row>`;
		expect(refusalOf(xlsx({ sheets: [wide] }))).toMatch(/50 kolumn|za duży/);
	});

	test('a cell of ten megabytes, quoted or not', () => {
		const long = 'x'.repeat(10 * 1024 * 1024);
		expect(refusalOf(utf8(`Imię\n${long}`))).toContain('dłuższa niż 1000 znaków');
		expect(refusalOf(utf8(`Imię\n"${long}"`))).toContain('obejmuje za długi tekst');
	});

	test('a workbook that unpacks to far more than it weighs', () => {
		const bomb = xlsx({ sheets: ['<row/>'], more: { 'xl/worksheets/s9.xml': new Uint8Array(64 * 1024 * 1024) } });
		expect(bomb.length).toBeLessThan(100_000);
		expect(refusalOf(bomb)).toContain('o wiele za duży');
	});

	test('a sheet that says a cell a million times over', () => {
		const cell = '<table-cell number-columns-repeated="1000000"><p>x</p></table-cell>';
		const table = (row: string) => zipSync({ 'content.xml': strToU8(`<d><table>${row}</table></d>`) });
		expect(refusalOf(table(`<table-row>${cell}</table-row>`))).toContain('więcej niż 50 kolumn');
		const row = '<table-row number-rows-repeated="1000000"><table-cell><p>x</p></table-cell></table-row>';
		expect(refusalOf(table(row))).toContain('więcej niż 2000 wierszy');
	});

	test('XML with a document type, deep nesting or a declared entity', () => {
		const deep = '<a>'.repeat(10_000);
		const entity = '<!DOCTYPE a [<!ENTITY x "y">]><worksheet>&x;</worksheet>';
		for (const xml of [deep, entity, '<a>&boom;</a>', '<a']) {
			expect(refusalOf(zipSync({ 'content.xml': strToU8(xml) }))).toContain('uszkodzony');
		}
	});
});

test('no bytes whatever end in anything but rows or a refusal in words', () => {
	const starts = [Buffer.alloc(0), Buffer.from('PK\x03\x04'), Buffer.from('sep=;\n'), Buffer.from([0xff, 0xfe])];
	fc.assert(
		fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }), (start, rest) => {
			try {
				readTable(Buffer.concat([start, rest]));
			} catch (error) {
				expect(error).toMatchObject({ status: 400, code: 'unreadable_file' });
			}
		}),
		{ numRuns: 500 }
	);
});

test('a workbook with any of its bytes changed is read or refused in words', () => {
	const sound = xlsx({ sheets: ['<row r="1"><c r="A1" t="s"><v>0</v></c></row>'], shared: '<si><t>Ola</t></si>' });
	fc.assert(
		fc.property(fc.nat(sound.length - 1), fc.nat(255), (at, byte) => {
			const changed = Uint8Array.from(sound);
			changed[at] = byte;
			try {
				readTable(changed);
			} catch (error) {
				expect(error).toMatchObject({ status: 400 });
			}
		}),
		{ numRuns: 500 }
	);
});

test('what our writer of CSV guards comes back as it was', () => {
	const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map((value) => value.trim());
	fc.assert(
		fc.property(fc.array(text.filter(Boolean), { minLength: 1, maxLength: 20 }), (names) => {
			const rows = names.map((name) => [name]);
			const read = readCsv(writeCsv({ name: 'a', columns: [{ title: 'Imię', kind: 'text' }], rows }));
			expect(read.slice(1).map(({ cells }) => cells)).toEqual(rows);
		})
	);
});
