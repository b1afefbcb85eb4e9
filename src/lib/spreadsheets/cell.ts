import type { SheetColumn } from './sheet.ts';

/** What a cell holds, told apart once for every kind of file. A percent is a whole number (70), a day YYYY-MM-DD. */
export type Cell =
	| { kind: 'empty' }
	| { kind: 'text'; text: string }
	| { kind: 'number' | 'percent'; number: number }
	| { kind: 'day'; day: string };

/** Excel keeps no more in one cell and calls a file with more damaged. */
const LONGEST_TEXT = 32_767;

/** Signs that XML, and so a workbook, cannot hold: most control signs and halves of surrogate pairs. */
const NOT_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A text without what a file cannot hold, and with one kind of line ends. */
export function cleanText(text: string): string {
	const clean = text.replace(NOT_IN_XML, '').replace(/\r\n?/g, '\n');
	return clean.length <= LONGEST_TEXT ? clean : clean.slice(0, LONGEST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '') + '…';
}

/** A value that does not fit its column (a word among numbers, a day that is in no calendar) is a text. */
export function readCell(value: string | number | null, column: SheetColumn): Cell {
	if (value === null || value === '') return { kind: 'empty' };
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) return { kind: 'text', text: String(value) };
		return { kind: column.kind === 'percent' ? 'percent' : 'number', number: value };
	}
	if (column.kind === 'day' && isDay(value)) return { kind: 'day', day: value };
	return { kind: 'text', text: cleanText(value) };
}

/** From 1 March 1900: before it Excel counts a day that never was. */
function isDay(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '1900-03-01') return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const NARROWEST = 8;
const WIDEST = 60;

/** Widths of the columns in signs: as wide as the longest line, within reason. */
export function columnWidths(columns: SheetColumn[], rows: (string | number | null)[][]): number[] {
	return columns.map(({ title }, i) => {
		let width = Math.max(NARROWEST, title.length + 2);
		for (const row of rows) {
			const text = String(row[i] ?? '');
			if (text.length + 2 > width) width = Math.max(width, ...text.split('\n', 50).map((line) => line.length + 2));
		}
		return Math.min(WIDEST, width);
	});
}
