import type { Token, Tokens } from 'marked';
import type { AuthoredContent, QuestionContent } from '../../quizzes/question.ts';
import { lineOf, plainText } from './markdown-tokens.ts';
import { findAnswer } from './parse-answer.ts';
import { findMarkedAt, readMarkedQuestion } from './parse-marked-question.ts';
import { readAttributes, type Attributes } from './parse-attributes.ts';
import { findCaseAt, readCase } from './parse-question-case.ts';
import { readChoices } from './parse-question-choices.ts';
import { isTextWithGaps, readTextWithGaps } from './parse-question-inline.ts';
import { isGroupList, readCategories, readOrdering } from './parse-question-lists.ts';
import { isTableToFill, readMatching, readTableToFill } from './parse-question-tables.ts';
import { readTyped } from './parse-question-typed.ts';
import { mistake } from './problems.ts';
import { quotesToHtml } from './question-text.ts';
import { toHtml } from './render-markdown.ts';

/** A question as read, before the rules have looked at it. */
export interface QuestionDraft extends Attributes {
	line: number;
	content: AuthoredContent | null;
	/** Of options, items or rows, in their order. */
	partLines: number[];
}

const isTaskList = (token: Token): token is Tokens.List =>
	token.type === 'list' && (token as Tokens.List).items.some((item) => item.task);
const isOrderedList = (token: Token): token is Tokens.List => token.type === 'list' && (token as Tokens.List).ordered;
const isTable = (token: Token): token is Tokens.Table => token.type === 'table';
const isAnswerLine = (token: Token) =>
	token.type === 'paragraph' && findAnswer((token as Tokens.Paragraph).text) !== undefined;
const isBlank = (token: Token) => token.type === 'space' || token.type === 'def';

/** What can only be meant as an answer. */
const isPlainlyAnswer = (token: Token) =>
	isTaskList(token) || isAnswerLine(token) || isTextWithGaps(token) || isTableToFill(token);

/** Where the learner answers; a table or a list above the answer belongs to the question. */
function findAnswerAt(tokens: Token[]): number {
	const plain = tokens.findIndex(isPlainlyAnswer);
	if (plain !== -1) return plain;
	return tokens.findLastIndex((token) => isOrderedList(token) || isGroupList(token) || isTable(token));
}

/** Whether a learner could answer: a list with `[x]`, a line `Odpowiedź: …`, words to choose or cells to fill. */
export const canBeAnswered = (tokens: Token[]) => tokens.some(isPlainlyAnswer) || findMarkedAt(tokens) !== -1;

/** Reads one question: its heading and everything up to the next. */
export function parseQuestion(heading: Tokens.Heading, tokens: Token[]): QuestionDraft {
	const line = lineOf(heading);
	const draft: QuestionDraft = { line, ...readAttributes(heading), content: null, partLines: [] };
	const markedAt = findMarkedAt(tokens);
	if (markedAt !== -1) {
		const common = commonOf(heading, tokens.slice(0, markedAt));
		draft.content = readMarkedQuestion(tokens.slice(markedAt), common, draft.problems);
		return draft;
	}
	const caseAt = findCaseAt(tokens);
	if (caseAt !== -1) {
		const common = { ...commonOf(heading, tokens.slice(0, caseAt)), points: draft.points };
		const explanationHtml = quotesToHtml(tokens.slice(tokens.findLastIndex(({ type }) => type === 'list')));
		draft.content = readCase(tokens.slice(caseAt), { ...common, explanationHtml }, draft);
		return draft;
	}
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
		const isSecond = isPlainlyAnswer(token);
		const message = isSecond
			? 'druga lista odpowiedzi w tym samym pytaniu; połącz obie albo zacznij nowe pytanie „##”'
			: 'tekst po odpowiedziach; przenieś go nad odpowiedzi albo do wyjaśnienia w cytacie „> ”';
		draft.problems.push(mistake(lineOf(token), message));
	}
	const common = {
		...commonOf(heading, tokens.slice(0, at)),
		points: draft.points,
		explanationHtml: quotesToHtml(after)
	};
	draft.content = readAnswer(answer, common, draft);
	return draft;
}

const commonOf = (heading: Tokens.Heading, body: Token[]) => ({
	title: plainText(heading.tokens).replaceAll('\u00a0', ' ').trim(),
	titleHtml: toHtml(heading.tokens, 'inline'),
	bodyHtml: toHtml(body)
});

/** Quotes between two answers, or just below the last one when another explains the question: meant for an answer, but not in it. */
function findOutsideQuotes(tokens: Token[]): Token[] {
	return tokens.filter((token, i) => {
		if (token.type !== 'blockquote') return false;
		const next = tokens.slice(i + 1).find((other) => !isBlank(other));
		return next && (isTaskList(next) || (next.type === 'blockquote' && isTaskList(tokens[i - 1]!)));
	});
}

/** What questions of all types have, read before their answers. */
export type CommonContent = Pick<QuestionContent, 'title' | 'titleHtml' | 'bodyHtml' | 'points' | 'explanationHtml'>;

function readAnswer(answer: Token, common: CommonContent, draft: QuestionDraft): AuthoredContent | null {
	if (isTaskList(answer)) return readChoices(answer, common, draft);
	if (isTextWithGaps(answer)) return readTextWithGaps(answer, common, draft);
	if (isTableToFill(answer)) return readTableToFill(answer, common, draft);
	if (isGroupList(answer)) return readCategories(answer, common, draft);
	if (isOrderedList(answer)) return readOrdering(answer, common, draft);
	if (isTable(answer)) return readMatching(answer, common, draft);
	return readTyped(answer as Tokens.Paragraph, common, draft);
}
