import type { Token, Tokens } from 'marked';
import type { QuestionContent, TableFillContent, TableGap } from '../../quizzes/question.ts';
import { lineOf, plainText } from './markdown-tokens.ts';
import { parseNumberAnswer, parseTextAnswer } from './parse-answer.ts';
import type { CommonContent, QuestionDraft } from './parse-question.ts';
import { mistake } from './problems.ts';
import { words } from './question-text.ts';
import { toHtml } from './render-markdown.ts';

const isGap = (cell: Tokens.TableCell) => /^\{.*\}$/.test(cell.text.trim());

/** A table with cells to be filled in: `{12,5 zł}` or `{„walne zgromadzenie”}`. */
export const isTableToFill = (token: Token): token is Tokens.Table =>
	token.type === 'table' && (token as Tokens.Table).rows.flat().some(isGap);

/** A table of two columns: pairs. */
export function readMatching(table: Tokens.Table, common: CommonContent, draft: QuestionDraft): QuestionContent {
	const pairs: { left: string; right: string }[] = [];
	const distractors: string[] = [];
	if (table.header.length !== 2) {
		draft.problems.push(mistake(lineOf(table), 'tabela do łączenia ma mieć dokładnie dwie kolumny'));
	}
	for (const row of table.rows) {
		const line = lineOf(row[0] ?? table);
		const [left = '', right = ''] = row.map((cell) => words(cell.tokens, line, draft.problems));
		if (right === '') draft.problems.push(mistake(line, 'pusta prawa komórka; wpisz, co pasuje do lewej'));
		if (left === '') distractors.push(right);
		else {
			pairs.push({ left, right });
			draft.partLines.push(line);
		}
	}
	const [leftHeader = '', rightHeader = ''] = headersOf(table);
	return { ...common, type: 'matching', leftHeader, rightHeader, pairs, distractors };
}

/** A table some cells of which are keys in braces. */
export function readTableToFill(table: Tokens.Table, common: CommonContent, draft: QuestionDraft): QuestionContent {
	const gaps: TableGap[] = [];
	const rows = table.rows.map((row) =>
		row.map((cell): TableFillContent['rows'][number][number] => {
			if (!isGap(cell)) return { html: toHtml(cell.tokens, 'inline') };
			const line = lineOf(cell);
			const gap = readGap(cell.text.trim().slice(1, -1).trim());
			draft.partLines.push(line);
			if (gap) return { gap: gaps.push(gap) - 1 };
			draft.problems.push(
				mistake(line, 'klucza w komórce nie da się odczytać; wpisz go tak: {12,5 zł} albo {„walne zgromadzenie”}')
			);
			return { html: '' };
		})
	);
	return { ...common, type: 'tableFill', headers: headersOf(table), rows, gaps };
}

function readGap(key: string): TableGap | undefined {
	if (/^[„"]/.test(key)) {
		const accepted = parseTextAnswer(key);
		return accepted && { kind: 'text', accepted };
	}
	const number = parseNumberAnswer(key);
	return number && { kind: 'number', ...number };
}

const headersOf = (table: Tokens.Table) => table.header.map((cell) => plainText(cell.tokens).trim());
