import { AppError } from '#lib/errors.ts';
import { counted, formatNumber } from '#lib/format.ts';

export const MAX_ROWS = 2_000;
export const MAX_COLUMNS = 50;
/** Signs in one cell. */
export const MAX_CELL = 1_000;

/** A row as it stands in the file. */
export interface TableRow {
	/** As a spreadsheet program numbers it, from 1. */
	line: number;
	cells: string[];
}

/** A file that is refused: what was found, and what to do. */
export const unreadable = (message: string) => new AppError(400, 'unreadable_file', message);

export const damaged = () =>
	unreadable('Ten plik jest uszkodzony. Otwórz go w\u00a0arkuszu, zapisz na nowo i\u00a0wczytaj jeszcze raz.');

/** Takes rows as they are read, and refuses the file as soon as it grows beyond a limit. Empty rows are left out. */
export class RowCollector {
	readonly rows: TableRow[] = [];
	readonly #maxRows: number;

	constructor(maxRows = MAX_ROWS) {
		this.#maxRows = maxRows;
	}

	add(line: number, cells: string[]): void {
		const trimmed = cells.map((cell) => cell.trim());
		while (trimmed.at(-1) === '') trimmed.pop();
		if (trimmed.length === 0) return;
		if (this.rows.length >= this.#maxRows) throw tooManyRows(this.#maxRows);
		this.rows.push({ line, cells: trimmed });
	}
}

/**
 * Puts a cell into a row that is being read.
 * @param column from 0
 */
export function putCell(cells: string[], column: number, text: string, line: number): void {
	if (text === '') return;
	if (column >= MAX_COLUMNS) throw tooManyColumns(line);
	if (text.length > MAX_CELL) throw tooLongCell(line);
	while (cells.length < column) cells.push('');
	cells[column] = text;
}

const tooManyRows = (limit: number) =>
	unreadable(
		`W\u00a0pliku jest więcej niż ${formatNumber(limit)} wierszy. Podziel listę na mniejsze pliki i\u00a0wczytaj je po kolei.`
	);

const tooManyColumns = (line: number) =>
	unreadable(
		`W\u00a0wierszu ${line} jest więcej niż ${counted(MAX_COLUMNS, 'kolumna', 'kolumny', 'kolumn')}. Zostaw w\u00a0pliku tylko te, które opisują osoby.`
	);

export const tooLongCell = (line: number) =>
	unreadable(
		`W\u00a0wierszu ${line} jest komórka dłuższa niż ${formatNumber(MAX_CELL)} znaków. Sprawdź, czy nie brakuje tam końca cudzysłowu, i\u00a0skróć tekst.`
	);
