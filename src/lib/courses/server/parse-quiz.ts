import { createHash } from 'node:crypto';
import type { AuthoredContent } from '../../quizzes/question.ts';
import type { ConfidencePolicy, FeedbackPolicy, Question, Quiz, QuizKind } from '../../quizzes/quiz.ts';
import { typeset } from '../typography.ts';
import { BankFrontMatter, QuizFrontMatter } from './front-matter-schemas.ts';
import type { MarkdownContext } from './markdown-context.ts';
import type { QuestionDraft } from './parse-question.ts';
import { hasError } from './problems.ts';
import { readQuestionFile, type QuestionFile, type QuestionPlace } from './question-file.ts';
import { readDraw } from './read-draw.ts';
import { bankQuestionRules, quizRules } from './rules/quiz-rules.ts';

/** quiz.md as read, sound or not. */
export interface ParsedQuiz extends QuestionFile<QuizFrontMatter> {
	/** Null when something is wrong with it. */
	quiz: Quiz | null;
	/** The line of the key `kind`. */
	kindLine: number;
}

/** bank.md as read, sound or not. */
export interface ParsedBank extends QuestionFile<BankFrontMatter> {
	/** Null when something is wrong with it. */
	questions: Question[] | null;
}

/** JSON with sorted keys: the same content always gives the same text. */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_, inner: unknown) =>
		inner !== null && typeof inner === 'object' && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner
	);
}

/** The name of a question revision: SHA-256 of its content, in hexadecimal. */
export const hashQuestion = (content: AuthoredContent) =>
	createHash('sha256').update(canonicalJson(content)).digest('hex');

/** Reads quiz.md. Never throws: what is wrong stands in `problems`, and then there is no quiz. */
export function parseQuiz(
	source: string,
	slug: string,
	findFile: MarkdownContext['findFile'] = () => undefined,
	lessons: MarkdownContext['lessons'] = new Map()
): ParsedQuiz {
	const read = readQuestionFile(source, QuizFrontMatter, { findFile, lessons });
	if (read.isWhole) for (const rule of quizRules) read.problems.push(...rule(read));
	const quiz = read.data && !hasError(read.problems) ? toQuiz(slug, read.data, read.drafts) : null;
	return { ...read, quiz, kindLine: read.lineOf('kind') };
}

/** Reads bank.md in the same way. */
export function parseBank(source: string, place: QuestionPlace): ParsedBank {
	const read = readQuestionFile(source, BankFrontMatter, place);
	if (read.isWhole) for (const rule of bankQuestionRules) read.problems.push(...rule(read));
	return { ...read, questions: read.data && !hasError(read.problems) ? read.drafts.map(toQuestion) : null };
}

const USUAL_FEEDBACK: Record<QuizKind, FeedbackPolicy> = {
	practice: 'immediate',
	test: 'afterSubmit',
	pretest: 'afterTest'
};

function toQuiz(slug: string, data: QuizFrontMatter, drafts: QuestionDraft[]): Quiz {
	return {
		slug,
		title: typeset(data.title, { hardSpaces: false }),
		kind: data.kind,
		passingPercent: data.passingPercent ?? null,
		timeLimitMinutes: data.timeLimitMinutes ?? null,
		attemptsLimit: data.kind === 'pretest' ? 1 : (data.attemptsLimit ?? null),
		feedback: data.feedback ?? USUAL_FEEDBACK[data.kind],
		confidence: confidenceOf(data.confidence),
		marking: data.marking ?? 'single',
		draw: data.draw ? readDraw(data.draw).map(({ rule }) => rule) : null,
		usesBank: data.bank ?? false,
		questions: drafts.map((draft) => toQuestion(data.kind === 'practice' ? asSelfCheck(draft) : draft))
	};
}

const confidenceOf = (written: boolean | 'cbm'): ConfidencePolicy =>
	written === 'cbm' ? 'cbm' : written ? 'on' : 'off';

/** In practice nobody marks: whoever answered compares, for no points. */
const asSelfCheck = (draft: QuestionDraft): QuestionDraft =>
	draft.content && 'criteria' in draft.content ? { ...draft, content: { ...draft.content, points: 0 } } : draft;

function toQuestion({ id, topic, competence, difficulty, tags, lawAsOf, content }: QuestionDraft): Question {
	if (!id || !content) throw new Error('A question without id or content passed the rules.');
	return { id, topic, competence, difficulty, tags, lawAsOf, hash: hashQuestion(content), content };
}
