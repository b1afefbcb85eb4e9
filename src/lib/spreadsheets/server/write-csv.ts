import { readCell, type Cell } from '../cell.ts';
import { guardFormula } from '../formula-guard.ts';
import type { Sheet } from '../sheet.ts';

/**
 * A CSV file as Polish Excel opens it by a double click: UTF-8 with a byte order mark, semicolons, CRLF, decimal comma.
 * A text that could be taken for a formula begins with an apostrophe. The same sheet gives the same bytes.
 */
export function writeCsv(sheet: Sheet): Uint8Array {
	const title = sheet.columns.map((column) => field({ kind: 'text', text: column.title }));
	const rows = sheet.rows.map((row) => sheet.columns.map((column, i) => field(readCell(row[i] ?? null, column))));
	return new TextEncoder().encode(`\uFEFF${[title, ...rows].map((cells) => `${cells.join(';')}\r\n`).join('')}`);
}

function field(cell: Cell): string {
	switch (cell.kind) {
		case 'empty':
			return '';
		case 'number':
			return String(cell.number).replace('.', ',');
		case 'percent':
			return `${String(cell.number).replace('.', ',')}%`;
		case 'day':
			return cell.day;
		case 'text':
			return quote(guardFormula(cell.text));
	}
}

/** Other separators are quoted too: a program set to another language would begin a new cell, perhaps a formula, there. */
function quote(text: string): string {
	return /[;,|"\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
