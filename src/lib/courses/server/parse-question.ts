import type { Token, Tokens } from 'marked';
import type { Choice, QuestionContent } from '../../quizzes/question.ts';
import { inlineOf, lineOf, noteOf, plainText } from './markdown-tokens.ts';
import { findAnswer, parseNumberAnswer, parseTextAnswer } from './parse-answer.ts';
import { readAttributes, type Attributes } from './parse-attributes.ts';
import { mistake, quoted } from './problems.ts';
import { toHtml } from './render-markdown.ts';

/** A question as read, before the rules have looked at it. */
export interface QuestionDraft extends Attributes {
	line: number;
	content: QuestionContent | null;
	/** Of options, items or rows, in their order. */
	partLines: number[];
}

const isTaskList = (token: Token) => token.type === 'list' && (token as Tokens.List).items.some((item) => item.task);
const isOrderedList = (token: Token) => token.type === 'list' && (token as Tokens.List).ordered;
const isAnswerLine = (token: Token) =>
	token.type === 'paragraph' && findAnswer((token as Tokens.Paragraph).text) !== undefined;
const isBlank = (token: Token) => token.type === 'space' || token.type === 'def';

/** Where the learner answers; a table or a numbered list above the answer belongs to the question. */
function findAnswerAt(tokens: Token[]): number {
	const strong = tokens.findIndex((token) => isTaskList(token) || isAnswerLine(token));
	return strong !== -1 ? strong : tokens.findLastIndex((token) => isOrderedList(token) || token.type === 'table');
}

/** Whether a learner could answer: a list with `[x]` or a line `Odpowiedź: …`. */
export const canBeAnswered = (tokens: Token[]) => tokens.some((token) => isTaskList(token) || isAnswerLine(token));

/** Reads one question: its heading and everything up to the next. */
export function parseQuestion(heading: Tokens.Heading, tokens: Token[]): QuestionDraft {
	const line = lineOf(heading);
	const draft: QuestionDraft = { line, ...readAttributes(heading), content: null, partLines: [] };
	const at = findAnswerAt(tokens);
	const answer = tokens[at];
	if (!answer) {
		draft.problems.push(
			mistake(
				line,
				'nie wiadomo, jak odpowiedzieć; dodaj listę z [x], wiersz „Odpowiedź: …”, listę 1. 2. 3. albo tabelę'
			)
		);
		return draft;
	}
	const after = tokens.slice(at + 1).filter((token) => !isBlank(token));
	const outside = isTaskList(answer) ? findOutsideQuotes(tokens.slice(at)) : [];
	if (outside.length > 0) {
		const message = 'wyjaśnienie odpowiedzi nie jest wcięte; zacznij wiersz od dwóch spacji: „  > …”';
		draft.problems.push(...outside.map((quote) => mistake(lineOf(quote), message)));
		return draft;
	}
	for (const token of after.filter(({ type }) => type !== 'blockquote' && type !== 'heading')) {
		const isSecond = isTaskList(token) || isAnswerLine(token);
		const message = isSecond
			? 'druga lista odpowiedzi w tym samym pytaniu; połącz obie albo zacznij nowe pytanie „##”'
			: 'tekst po odpowiedziach; przenieś go nad odpowiedzi albo do wyjaśnienia w cytacie „> ”';
		draft.problems.push(mistake(lineOf(token), message));
	}
	const common = {
		title: plainText(heading.tokens).replaceAll('\u00a0', ' ').trim(),
		titleHtml: toHtml(heading.tokens, 'inline'),
		bodyHtml: toHtml(tokens.slice(0, at)),
		points: draft.points,
		explanationHtml: quotesToHtml(after)
	};
	draft.content = readAnswer(answer, common, draft);
	return draft;
}

/** Quotes between two answers, or just below the last one when another explains the question: meant for an answer, but not in it. */
function findOutsideQuotes(tokens: Token[]): Token[] {
	return tokens.filter((token, i) => {
		if (token.type !== 'blockquote') return false;
		const next = tokens.slice(i + 1).find((other) => !isBlank(other));
		return next && (isTaskList(next) || (next.type === 'blockquote' && isTaskList(tokens[i - 1]!)));
	});
}

const quotesToHtml = (tokens: Token[]) =>
	toHtml(
		tokens
			.filter((token) => token.type === 'blockquote')
			.flatMap((quote) => (noteOf(quote).block ? [quote] : (quote as Tokens.Blockquote).tokens))
	);

type Common = Pick<QuestionContent, 'title' | 'titleHtml' | 'bodyHtml' | 'points' | 'explanationHtml'>;

function readAnswer(answer: Token, common: Common, draft: QuestionDraft): QuestionContent | null {
	if (isTaskList(answer)) return readChoices(answer as Tokens.List, common, draft);
	if (answer.type === 'list') return readOrdering(answer as Tokens.List, common, draft);
	if (answer.type === 'table') return readMatching(answer as Tokens.Table, common, draft);
	return readTyped(answer as Tokens.Paragraph, common, draft);
}

function readChoices(list: Tokens.List, common: Common, draft: QuestionDraft): QuestionContent {
	const texts: string[] = [];
	const choices = list.items.map((item): Choice => {
		const line = lineOf(item);
		draft.partLines.push(line);
		if (!item.task) draft.problems.push(mistake(line, 'wariant bez znacznika; zacznij go od „- [x] ” albo „- [ ] ”'));
		const quotes = item.tokens.filter((token) => token.type === 'blockquote');
		const content = item.tokens.filter(
			(token) => token.type !== 'blockquote' && !isBlank(token) && token.type !== 'checkbox'
		);
		const isOneText = content.length === 1 && ['text', 'paragraph'].includes(content[0]!.type);
		if (item.task && !isOneText) {
			draft.problems.push(
				mistake(line, 'wariant to jeden akapit, a pod nim najwyżej komentarz w cytacie „> ”; popraw wcięcia')
			);
		}
		const inline = content.flatMap((token) => inlineOf(token) ?? []).filter((token) => token.type !== 'checkbox');
		texts.push(plainText(inline).trim());
		return {
			html: toHtml(inline, 'inline'),
			isRight: item.checked === true,
			feedbackHtml: quotes.length > 0 ? quotesToHtml(quotes) : null
		};
	});
	const right = choices.filter((choice) => choice.isRight).length;
	const isTrueFalse = right <= 1 && [...texts].sort().join() === 'Fałsz,Prawda';
	return { ...common, type: isTrueFalse ? 'trueFalse' : right > 1 ? 'multiple' : 'single', choices };
}

/** Ordering and matching show plain words only. */
function words(tokens: Token[], line: number, draft: QuestionDraft): string {
	const isPlain = tokens.every((token) =>
		['text', 'paragraph', 'strong', 'em', 'escape', 'codespan', 'space'].includes(token.type)
	);
	if (!isPlain) draft.problems.push(mistake(line, 'tu może stać tylko krótki tekst, bez list, obrazków i linków'));
	return plainText(tokens).replace(/\n/g, ' ').trim();
}

function readOrdering(list: Tokens.List, common: Common, draft: QuestionDraft): QuestionContent {
	const items = list.items.map((item) => {
		draft.partLines.push(lineOf(item));
		return words(
			item.tokens.flatMap((token) =>
				['text', 'paragraph'].includes(token.type) ? (inlineOf(token) ?? [token]) : [token]
			),
			lineOf(item),
			draft
		);
	});
	return { ...common, type: 'ordering', items };
}

function readMatching(table: Tokens.Table, common: Common, draft: QuestionDraft): QuestionContent {
	const pairs: { left: string; right: string }[] = [];
	const distractors: string[] = [];
	if (table.header.length !== 2) {
		draft.problems.push(mistake(lineOf(table), 'tabela do łączenia ma mieć dokładnie dwie kolumny'));
	}
	for (const row of table.rows) {
		const line = lineOf(row[0] ?? table);
		const [left = '', right = ''] = row.map((cell) => words(cell.tokens, line, draft));
		if (right === '') draft.problems.push(mistake(line, 'pusta prawa komórka; wpisz, co pasuje do lewej'));
		if (left === '') distractors.push(right);
		else {
			pairs.push({ left, right });
			draft.partLines.push(line);
		}
	}
	const [leftHeader = '', rightHeader = ''] = table.header.map((cell) => plainText(cell.tokens).trim());
	return { ...common, type: 'matching', leftHeader, rightHeader, pairs, distractors };
}

function readTyped(paragraph: Tokens.Paragraph, common: Common, draft: QuestionDraft): QuestionContent | null {
	const line = lineOf(paragraph);
	const answer = findAnswer(paragraph.text) ?? '';
	draft.partLines.push(line);
	if (/^[„"]/.test(answer)) {
		const accepted = parseTextAnswer(answer);
		if (accepted) return { ...common, type: 'text', accepted };
		draft.problems.push(
			mistake(line, 'odpowiedzi nie da się odczytać; wpisz ją tak: Odpowiedź: „walne zgromadzenie”, „walne”')
		);
		return null;
	}
	const key = parseNumberAnswer(answer);
	if (key) return { ...common, type: 'number', ...key };
	draft.problems.push(mistake(line, tellUnreadable(answer)));
	return null;
}

function tellUnreadable(answer: string): string {
	const withComma = answer.replace(/(\d)\.(?=\d)/g, '$1,');
	// 1.000 may be a thousand.
	if (!/\.\d{3}(?!\d)/.test(answer) && parseNumberAnswer(withComma))
		return `zamiast kropki wpisz przecinek: Odpowiedź: ${withComma}`;
	if (/^\p{L}/u.test(answer)) {
		const words = answer
			.slice(0, 100)
			.split(',')
			.map((word) => word.trim());
		return `słowo weź w cudzysłów: Odpowiedź: ${quoted(words)}`;
	}
	return 'liczby nie da się odczytać; wpisz ją tak: Odpowiedź: 12,5 ± 0,5 zł (z przecinkiem), a słowa weź w „ ”';
}
