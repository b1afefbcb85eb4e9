import { isAnswered, shownValue } from './answer-value.ts';
import { gradeAnswer, isMarkedByPeople, maxScoreOf } from './grade.ts';
import type { AnswerValue, Criterion, QuestionContent, TableFillContent } from './question.ts';
import type { CaseStep } from './types/case-kind.ts';
import { kindOf } from './types/registry.ts';

interface CommonView {
	title: string;
	titleHtml: string;
	bodyHtml: string;
}

/** What counts in an answer that people mark, and for how much: what a good one holds is told later. */
export type OpenCriterion = Pick<Criterion, 'name' | 'points'>;

/** A question as it may be seen before feedback is due: no key, no feedback, no points, options in the order shown. */
export type QuestionView = CommonView &
	(
		| { type: 'single' | 'multiple' | 'trueFalse'; options: { html: string }[] }
		| { type: 'number'; unit: string | null }
		| { type: 'text' }
		| { type: 'ordering'; items: string[] }
		| { type: 'matching'; leftHeader: string; rightHeader: string; lefts: string[]; rights: string[] }
		| { type: 'categorize'; categories: string[]; items: string[] }
		| { type: 'case'; steps: CaseStep[] }
		| { type: 'inlineChoice'; pieces: string[]; gaps: string[][] }
		| {
				type: 'tableFill';
				headers: string[];
				rows: TableFillContent['rows'];
				gaps: { isNumber: boolean; unit: string | null }[];
		  }
		| { type: 'open'; longest: number; criteria: OpenCriterion[] }
		| { type: 'file'; accept: string[]; megabytes: number; criteria: OpenCriterion[] }
	);

/** Each type picks by name what may be seen, so that a new field of the content stays hidden until somebody decides otherwise. */
export function questionView(content: QuestionContent, order: number[], value?: AnswerValue): QuestionView {
	const { title, titleHtml, bodyHtml, type } = content;
	return { title, titleHtml, bodyHtml, type, ...kindOf(content).view(content, order, value) } as QuestionView;
}

/** `waiting`: for a mark; `selfCheck`: nothing is counted, whoever answered compares. */
export type Verdict = 'right' | 'partly' | 'wrong' | 'unanswered' | 'waiting' | 'selfCheck';

export const VERDICTS: Record<Verdict, string> = {
	right: 'Dobrze',
	partly: 'Częściowo dobrze',
	wrong: 'Źle',
	unanswered: 'Bez odpowiedzi',
	waiting: 'Czeka na ocenę',
	selfCheck: 'Porównaj swoją odpowiedź z odpowiedzią wzorcową'
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
	/** For those that people mark: what they mark by. */
	guide: { criteria: Criterion[]; modelAnswerHtml: string } | null;
	/** Of a case: the way worth most points. */
	bestWay?: { html: string; consequenceHtml: string; lawHtml: string | null }[];
	explanationHtml: string;
}

/** @param mark what people gave for an answer that they mark; null: nothing yet */
export function questionFeedbackView(
	content: QuestionContent,
	order: number[],
	value: AnswerValue | undefined,
	mark: number | null = null
): QuestionFeedbackView {
	const isMarked = isMarkedByPeople({ content, value });
	const score = isMarked ? (mark ?? 0) : gradeAnswer(content, value);
	const maxScore = maxScoreOf(content);
	const verdict = isMarked && mark === null ? 'waiting' : verdictOf(value, score, maxScore);
	return {
		...{ verdict, score, maxScore, guide: null },
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
	if (maxScore === 0) return 'selfCheck';
	if (score === maxScore) return 'right';
	return score > 0 ? 'partly' : 'wrong';
}
