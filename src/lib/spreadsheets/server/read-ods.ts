import { damaged, MAX_CELL, MAX_ROWS, putCell, RowCollector, type TableRow } from './read-limits.ts';
import { readXml } from './read-xml.ts';
import { readZip } from './read-zip.ts';

/** Reads the first sheet of an OpenDocument spreadsheet that has anything in it, as its cells are shown. */
export function readOds(bytes: Uint8Array, maxRows = MAX_ROWS): TableRow[] {
	const content = readZip(bytes, (name) => name === 'content.xml').get('content.xml');
	if (!content) throw damaged();
	let collector = new RowCollector(maxRows);
	let found: TableRow[] = [];
	let line = 0;
	let column = 0;
	let cells: string[] = [];
	let repeats = { rows: 1, cells: 1 };
	let paragraphs: string[] = [];
	let isParagraph = false;
	let notes = 0;

	const endCell = () => {
		const text = paragraphs.join('\n');
		// An empty cell may say it stands a thousand times: only what is written is put down.
		for (let copy = 0; copy < (text === '' ? 0 : repeats.cells); copy += 1) {
			putCell(cells, column + copy, text, line);
		}
		column += repeats.cells;
	};
	const endRow = () => {
		const isEmpty = cells.length === 0;
		for (let copy = 0; copy < (isEmpty ? 0 : repeats.rows); copy += 1) collector.add(line + copy, cells);
		line += repeats.rows - 1;
	};
	readXml(content, {
		open(name, attributes) {
			if (name === 'table') {
				collector = new RowCollector(maxRows);
				line = 0;
			} else if (name === 'table-row') {
				line += 1;
				column = 0;
				cells = [];
				repeats = { rows: repeatOf(attributes['number-rows-repeated']), cells: 1 };
			} else if (name === 'table-cell' || name === 'covered-table-cell') {
				repeats = { ...repeats, cells: repeatOf(attributes['number-columns-repeated']) };
				paragraphs = [];
			} else if (name === 'annotation') notes += 1;
			else if (name === 'p' && notes === 0) {
				isParagraph = true;
				paragraphs.push('');
			} else if (isParagraph && name === 's') append(' '.repeat(Math.min(repeatOf(attributes.c), MAX_CELL)));
			else if (isParagraph && (name === 'tab' || name === 'line-break')) append(name === 'tab' ? '\t' : '\n');
		},
		text(piece) {
			if (isParagraph) append(piece);
		},
		close(name) {
			if (name === 'annotation') notes -= 1;
			else if (name === 'p') isParagraph = false;
			else if (name === 'table-cell' || name === 'covered-table-cell') endCell();
			else if (name === 'table-row') endRow();
			else if (name === 'table' && found.length === 0) found = collector.rows;
		}
	});
	return found;

	function append(piece: string) {
		const last = paragraphs.length - 1;
		if ((paragraphs[last]?.length ?? 0) <= MAX_CELL) paragraphs[last] += piece;
	}
}

const repeatOf = (value: string | undefined) => Math.max(1, Math.floor(Number(value ?? 1)) || 1);
