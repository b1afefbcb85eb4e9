import { isAnswered, shownValue } from './answer-value.ts';
import { gradeAnswer, maxScoreOf } from './grade.ts';
import type { AnswerValue, QuestionContent } from './question.ts';
import { kindOf } from './types/registry.ts';

interface CommonView {
	title: string;
	titleHtml: string;
	bodyHtml: string;
}

/** A question as it may be seen before feedback is due: no key, no feedback, no points, options in the order shown. */
export type QuestionView = CommonView &
	(
		| { type: 'single' | 'multiple' | 'trueFalse'; options: { html: string }[] }
		| { type: 'number'; unit: string | null }
		| { type: 'text' }
		| { type: 'ordering'; items: string[] }
		| { type: 'matching'; leftHeader: string; rightHeader: string; lefts: string[]; rights: string[] }
	);

/** Each type picks by name what may be seen, so that a new field of the content stays hidden until somebody decides otherwise. */
export function questionView(content: QuestionContent, order: number[]): QuestionView {
	const { title, titleHtml, bodyHtml, type } = content;
	return { title, titleHtml, bodyHtml, type, ...kindOf(content).view(content, order) } as QuestionView;
}

export type Verdict = 'right' | 'partly' | 'wrong' | 'unanswered';

export const VERDICTS: Record<Verdict, string> = {
	right: 'Dobrze',
	partly: 'Częściowo dobrze',
	wrong: 'Źle',
	unanswered: 'Bez odpowiedzi'
};

/** Everything about an answered question, for when feedback is due. */
export interface QuestionFeedbackView {
	verdict: Verdict;
	/** Hundredths of a point. */
	score: number;
	maxScore: number;
	/** For choices, in the order shown. */
	options: { html: string; isChosen: boolean; isRight: boolean; feedbackHtml: string | null }[];
	/** For the other types: what was given and what is right, in words. */
	given: string | null;
	right: string | null;
	/** For ordering and matching, row by row. */
	rows: { label: string; given: string | null; right: string; isRight: boolean }[];
	explanationHtml: string;
}

export function questionFeedbackView(
	content: QuestionContent,
	order: number[],
	value: AnswerValue | undefined
): QuestionFeedbackView {
	const score = gradeAnswer(content, value);
	const maxScore = maxScoreOf(content);
	return {
		...{ verdict: verdictOf(value, score, maxScore), score, maxScore },
		...{ options: [], given: null, right: null, rows: [], explanationHtml: content.explanationHtml },
		...kindOf(content).feedback(content, order, value)
	};
}

/** The form fields of an answer, by name: what `QuestionFields` shows as chosen or typed. */
export function fieldsOf(
	content: QuestionContent,
	order: number[],
	position: number,
	value: AnswerValue | undefined
): Record<string, string> {
	if (!isAnswered(value)) return {};
	return kindOf(content).fieldsOf(`q${position}`, shownValue(content, order, value));
}

function verdictOf(value: AnswerValue | undefined, score: number, maxScore: number): Verdict {
	if (!isAnswered(value)) return 'unanswered';
	if (score === maxScore) return 'right';
	return score > 0 ? 'partly' : 'wrong';
}
