import type { Tokens } from 'marked';
import type { Language } from '../../course.ts';
import { lineOf, plainText } from '../markdown-tokens.ts';
import { mistake, type Problem } from '../problems.ts';

const MAX_ROWS = 12;
const MAX_SERIES = 3;

/** A number as the author wrote it, and its value. */
interface Figure {
	text: string;
	value: number;
}

interface Series {
	name: string;
	figures: Figure[];
}

export interface ChartData {
	/** Of the rows. */
	labels: string[];
	/** From one to three, each with a figure for every label. */
	series: Series[];
}

const PATTERNS: Record<Language, RegExp> = {
	pl: /^-?(?:\d{1,3}(?: \d{3})+|\d+)(?:,\d+)?$/,
	uk: /^-?(?:\d{1,3}(?: \d{3})+|\d+)(?:,\d+)?$/,
	en: /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/
};

/** `-1 234,5` → -1234.5; undefined for what is no number in this language. */
export function parseFigure(text: string, language: Language): number | undefined {
	const plain = text
		.replace(/[\u00a0\u202f]/g, ' ')
		.replace('\u2212', '-')
		.trim();
	if (plain.length > 15 || !PATTERNS[language].test(plain)) return undefined;
	const digits = language === 'en' ? plain.replaceAll(',', '') : plain.replaceAll(' ', '').replace(',', '.');
	return Number(digits);
}

const textOf = (cell: Tokens.TableCell) => plainText(cell.tokens).trim();

/** What keeps a table from being drawn, each at its line. */
export function findChartProblems(table: Tokens.Table, language: Language): Problem[] {
	const problems: Problem[] = [];
	const columns = table.header.length - 1;
	if (columns < 1 || columns > MAX_SERIES) {
		problems.push(
			mistake(
				lineOf(table),
				'wykres rysuje się z tabeli, w której po kolumnie nazw są 1–3 kolumny liczb; popraw liczbę kolumn'
			)
		);
	}
	if (table.rows.length < 2 || table.rows.length > MAX_ROWS) {
		problems.push(
			mistake(
				lineOf(table),
				`wykres ma mieć od 2 do ${MAX_ROWS} wierszy, a ma ${table.rows.length}; połącz je, dopisz albo zostaw zwykłą tabelę`
			)
		);
	}
	for (const [label, ...cells] of table.rows) {
		if (label && textOf(label) === '')
			problems.push(mistake(lineOf(label), 'wiersz wykresu bez nazwy; wpisz ją w pierwszej kolumnie'));
		for (const cell of cells) {
			if (parseFigure(textOf(cell), language) !== undefined) continue;
			problems.push(
				mistake(
					lineOf(cell),
					`„${textOf(cell).slice(0, 40)}” nie jest liczbą, którą można narysować; wpisz samą liczbę, na przykład 1200 albo 12,5, a jednostkę w nagłówku kolumny`
				)
			);
		}
	}
	return problems;
}

/** The numbers of a table that `findChartProblems` has nothing against; null for any other. */
export function readChart(table: Tokens.Table, language: Language): ChartData | null {
	if (findChartProblems(table, language).length > 0) return null;
	const figure = (cell: Tokens.TableCell): Figure => ({
		text: textOf(cell),
		value: parseFigure(textOf(cell), language)!
	});
	return {
		labels: table.rows.map((row) => textOf(row[0]!)),
		series: table.header.slice(1).map((header, i) => ({
			name: textOf(header),
			figures: table.rows.map((row) => figure(row[i + 1]!))
		}))
	};
}
