import { unguardFormula } from '../formula-guard.ts';
import { putCell, RowCollector, tooLongCell, MAX_CELL, MAX_ROWS, unreadable, type TableRow } from './read-limits.ts';
import { decodeText } from './read-text.ts';

/** In the order of preference when a file could be read either way. */
const DELIMITERS = [';', '\t', '|', ','];
const SAMPLE_LINES = 20;

/**
 * Reads a CSV file of any delimiter, line ending and Polish encoding, stopping at the first limit it breaks.
 * @throws AppError 400 with what is wrong and where
 */
export function readCsv(bytes: Uint8Array, maxRows = MAX_ROWS): TableRow[] {
	const collector = new RowCollector(maxRows);
	let parser: CsvParser | null = null;
	let start = '';
	for (const text of decodeText(bytes)) {
		if (parser) parser.write(text);
		else if (start === '') start = text;
		else {
			parser = parserFor(start, collector);
			parser.write(text);
		}
	}
	parser ??= parserFor(start, collector);
	parser.end();
	return collector.rows;
}

/** Opens a parser once the beginning of the file is known, and has it read that. */
function parserFor(start: string, collector: RowCollector): CsvParser {
	const said = /^sep=(.)(?:\r\n?|\n)/i.exec(start);
	const parser = new CsvParser(said?.[1] ?? delimiterOf(start), collector);
	parser.write(said ? start.slice(said[0].length) : start);
	return parser;
}

/** The sign that stands in most of the first lines, outside quotes. */
function delimiterOf(text: string): string {
	const lines = new Map(DELIMITERS.map((delimiter) => [delimiter, 0]));
	const counts = new Map(lines);
	let seen = new Set<string>();
	let isQuoted = false;
	let lineCount = 0;
	for (const sign of text) {
		if (sign === '"') isQuoted = !isQuoted;
		else if (isQuoted) continue;
		else if (sign === '\n' || sign === '\r') {
			seen = new Set();
			if ((lineCount += 1) >= SAMPLE_LINES * 2) break;
		} else if (counts.has(sign)) {
			counts.set(sign, (counts.get(sign) ?? 0) + 1);
			if (!seen.has(sign)) lines.set(sign, (lines.get(sign) ?? 0) + 1);
			seen.add(sign);
		}
	}
	const score = (delimiter: string) => (lines.get(delimiter) ?? 0) * 1e6 + (counts.get(delimiter) ?? 0);
	return DELIMITERS.reduce((best, other) => (score(other) > score(best) ? other : best));
}

/** Where a sign stands: between cells, in one, in quotes, or behind a quote that may be the last. */
type Place = 'cell' | 'quoted' | 'afterQuote';

class CsvParser {
	readonly #delimiter: string;
	readonly #collector: RowCollector;
	#place: Place = 'cell';
	#cell = '';
	#cells: string[] = [];
	#column = 0;
	#line = 1;
	#quoteLine = 1;
	#isAfterReturn = false;

	constructor(delimiter: string, collector: RowCollector) {
		this.#delimiter = delimiter;
		this.#collector = collector;
	}

	write(text: string): void {
		for (let at = 0; at < text.length; at += 1) this.#take(text[at] as string);
	}

	end(): void {
		if (this.#place === 'quoted') throw openQuote(this.#quoteLine);
		this.#endRow();
	}

	#take(sign: string) {
		const isSecondOfPair = this.#isAfterReturn && sign === '\n';
		this.#isAfterReturn = false;
		if (this.#place === 'quoted') {
			if (sign === '"') this.#place = 'afterQuote';
			else this.#append(sign);
		} else if (sign === '"' && this.#place === 'afterQuote') {
			this.#append('"');
			this.#place = 'quoted';
		} else if (sign === '"' && this.#cell === '') {
			this.#place = 'quoted';
			this.#quoteLine = this.#line;
		} else if (sign === this.#delimiter) this.#endCell();
		else if (sign === '\n' || sign === '\r') {
			this.#isAfterReturn = sign === '\r';
			if (!isSecondOfPair) this.#endRow();
		} else this.#append(sign);
	}

	#append(sign: string) {
		if (this.#cell.length >= MAX_CELL)
			throw this.#place === 'quoted' ? openQuote(this.#quoteLine) : tooLongCell(this.#line);
		this.#cell += sign;
	}

	#endCell() {
		putCell(this.#cells, this.#column, unguardFormula(this.#cell), this.#line);
		this.#column += 1;
		this.#cell = '';
		this.#place = 'cell';
	}

	#endRow() {
		this.#endCell();
		this.#collector.add(this.#line, this.#cells);
		this.#cells = [];
		this.#column = 0;
		this.#line += 1;
	}
}

const openQuote = (line: number) =>
	unreadable(
		`W\u00a0wierszu ${line} zaczyna się cudzysłów, który się nie kończy albo obejmuje za długi tekst. Popraw ten wiersz i\u00a0wczytaj plik jeszcze raz.`
	);
