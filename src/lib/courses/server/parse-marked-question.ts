import type { Token, Tokens } from 'marked';
import { FILE_TYPES, isFileType, MOST_MEGABYTES } from '../../handins/file-types.ts';
import type { Criterion, FileContent, OpenContent } from '../../quizzes/question.ts';
import { lineOf, plainText } from './markdown-tokens.ts';
import { mistake, type Problem } from './problems.ts';
import { toHtml } from './render-markdown.ts';

/** The longest answer an author may ask for, in characters. */
const LONGEST_ANSWER = 10_000;
const MOST_POINTS = 100;

const isWrittenLine = (token: Token) =>
	token.type === 'paragraph' && /^(?:Odpowied[źz] otwarta|Plik:)/iu.test((token as Tokens.Paragraph).text);

/** Where a question that people mark says so: `Odpowiedź otwarta, do 1500 znaków` or `Plik: pdf, docx, do 5 MB`; -1: nowhere. */
export const findMarkedAt = (tokens: Token[]): number => tokens.findIndex(isWrittenLine);

type Common = Pick<OpenContent, 'title' | 'titleHtml' | 'bodyHtml'>;
type Asked = Pick<OpenContent, 'type' | 'longest'> | Pick<FileContent, 'type' | 'accept' | 'megabytes'>;

/**
 * Reads a question that people mark, from its line on: a table of criteria with points, then the model answer in a
 * quote. Its points are the sum of those of the criteria.
 */
export function readMarkedQuestion(
	[line, ...rest]: Token[],
	common: Common,
	problems: Problem[]
): OpenContent | FileContent | null {
	const asked = readLine(line as Tokens.Paragraph, problems);
	const parts = rest.filter(({ type }) => type !== 'space' && type !== 'def');
	const [table, ...quotes] = parts;
	const at = lineOf(line!);
	if (table?.type !== 'table') {
		const message = 'pod tym wierszem dodaj tabelę kryteriów z nagłówkiem: | Kryterium | Punkty | Za co |';
		problems.push(mistake(at, message));
		return null;
	}
	const criteria = readCriteria(table as Tokens.Table, problems);
	for (const token of quotes.filter(({ type }) => type !== 'blockquote')) {
		problems.push(
			mistake(lineOf(token), 'po kryteriach stoi tylko odpowiedź wzorcowa w cytacie „> ”; przenieś to wyżej')
		);
	}
	const model = quotes.flatMap((token) => (token.type === 'blockquote' ? (token as Tokens.Blockquote).tokens : []));
	if (model.length === 0)
		problems.push(mistake(at, 'brak odpowiedzi wzorcowej; dodaj ją pod kryteriami w cytacie „> ”'));
	if (!asked) return null;
	const points = criteria.reduce((sum, criterion) => sum + criterion.points, 0);
	return { ...common, ...asked, points, criteria, modelAnswerHtml: toHtml(model), explanationHtml: '' };
}

function readLine(token: Tokens.Paragraph, problems: Problem[]): Asked | null {
	const text = token.text.trim();
	const [, length] = /^Odpowied[źz] otwarta, do (\d[\d \u00a0]*) znak(?:ów|i)\.?$/iu.exec(text) ?? [];
	if (length) {
		const longest = Number(length.replace(/\D/g, ''));
		if (longest >= 1 && longest <= LONGEST_ANSWER) return { type: 'open', longest };
	}
	const [, endings = '', size = ''] = /^Plik: ([a-z, ]+), do (\d{1,3})[ \u00a0]MB\.?$/iu.exec(text) ?? [];
	const accept = endings.split(',').map((ending) => ending.trim().toLowerCase());
	const megabytes = Number(size);
	if (accept.every(isFileType) && megabytes >= 1 && megabytes <= MOST_MEGABYTES)
		return { type: 'file', accept, megabytes };
	const message = /^Plik/iu.test(text)
		? `wpisz tak: Plik: pdf, docx, do 5 MB (rodzaje: ${Object.keys(FILE_TYPES).join(', ')}; najwyżej ${MOST_MEGABYTES} MB)`
		: `wpisz tak: Odpowiedź otwarta, do 1500 znaków (najwyżej ${LONGEST_ANSWER})`;
	problems.push(mistake(lineOf(token), message));
	return null;
}

function readCriteria(table: Tokens.Table, problems: Problem[]): Criterion[] {
	if (table.header.length < 2 || table.header.length > 3) {
		problems.push(mistake(lineOf(table), 'tabela kryteriów ma dwie albo trzy kolumny: kryterium, punkty i za co są'));
	}
	return table.rows.map(([name, points, description]) => {
		const line = lineOf(name ?? table);
		const words = plainText(name?.tokens ?? []).trim();
		const written = plainText(points?.tokens ?? []).trim();
		const isWhole = /^\d{1,3}$/.test(written) && Number(written) >= 1 && Number(written) <= MOST_POINTS;
		if (words === '') problems.push(mistake(line, 'kryterium bez nazwy; wpisz w pierwszej kolumnie, co jest oceniane'));
		if (!isWhole) problems.push(mistake(line, `punkty kryterium to liczba całkowita od 1 do ${MOST_POINTS}`));
		return {
			name: words,
			points: isWhole ? Number(written) : 1,
			descriptionHtml: toHtml(description?.tokens ?? [], 'inline')
		};
	});
}
