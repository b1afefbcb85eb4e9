import { isAnswered, rightSides, shownValue } from './answer-value.ts';
import { gradeAnswer, maxScoreOf } from './grade.ts';
import type { AnswerValue, ChoiceContent, QuestionContent } from './question.ts';

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

/** Picks by name what may be seen, so that a new field of the content stays hidden until somebody decides otherwise. */
export function questionView(content: QuestionContent, order: number[]): QuestionView {
	const { title, titleHtml, bodyHtml } = content;
	const common = { title, titleHtml, bodyHtml };
	switch (content.type) {
		case 'single':
		case 'multiple':
		case 'trueFalse': {
			const options = order.map((index) => ({ html: choiceAt(content, index).html }));
			return { ...common, type: content.type, options };
		}
		case 'number':
			return { ...common, type: content.type, unit: content.unit };
		case 'text':
			return { ...common, type: content.type };
		case 'ordering':
			return { ...common, type: content.type, items: order.map((index) => content.items[index] ?? '') };
		case 'matching': {
			const sides = rightSides(content);
			const rights = order.map((index) => sides[index] ?? '');
			const lefts = content.pairs.map((pair) => pair.left);
			const { leftHeader, rightHeader } = content;
			return { ...common, type: content.type, leftHeader, rightHeader, lefts, rights };
		}
	}
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
	const common = { verdict: verdictOf(value, score, maxScore), score, maxScore };
	const nothing = { options: [], given: null, right: null, rows: [], explanationHtml: content.explanationHtml };
	switch (content.type) {
		case 'single':
		case 'multiple':
		case 'trueFalse':
			return { ...common, ...nothing, options: choiceRows(content, order, value) };
		case 'number': {
			const unit = content.unit ? `\u00a0${content.unit}` : '';
			const tolerance = /[1-9]/.test(content.tolerance) ? `\u00a0±\u00a0${inPolish(content.tolerance)}` : '';
			const right = `${inPolish(content.value)}${tolerance}${unit}`;
			return { ...common, ...nothing, given: typedText(value), right };
		}
		case 'text':
			return { ...common, ...nothing, given: typedText(value), right: content.accepted.join(' / ') };
		case 'ordering': {
			const chosen = (value ?? []) as number[];
			const rows = content.items.map((right, place) => {
				const given = content.items[chosen[place] ?? -1] ?? null;
				return { label: `${place + 1}.`, given, right, isRight: given === right };
			});
			return { ...common, ...nothing, rows };
		}
		case 'matching': {
			const sides = rightSides(content);
			const chosen = (value ?? []) as (number | null)[];
			const rows = content.pairs.map(({ left, right }, row) => {
				const given = sides[chosen[row] ?? -1] ?? null;
				return { label: left, given, right, isRight: given === right };
			});
			return { ...common, ...nothing, rows };
		}
	}
}

/** The form fields of an answer, by name: what `QuestionFields` shows as chosen or typed. */
export function fieldsOf(
	content: QuestionContent,
	order: number[],
	position: number,
	value: AnswerValue | undefined
): Record<string, string> {
	if (!isAnswered(value)) return {};
	const shown = shownValue(content, order, value);
	const name = `q${position}`;
	if (!Array.isArray(shown)) return { [name]: String(shown) };
	const fields: Record<string, string> = {};
	shown.forEach((place, at) => {
		if (place === null) return;
		if (content.type === 'multiple') fields[`${name}-${place}`] = 'tak';
		else if (content.type === 'ordering') fields[`${name}-${place}`] = String(at + 1);
		else fields[`${name}-${at}`] = String(place);
	});
	return fields;
}

function choiceRows(content: ChoiceContent, order: number[], value: AnswerValue | undefined) {
	const chosen = new Set(Array.isArray(value) ? value : [value]);
	return order.map((index) => {
		const { html, isRight, feedbackHtml } = choiceAt(content, index);
		return { html, isChosen: chosen.has(index), isRight, feedbackHtml };
	});
}

function verdictOf(value: AnswerValue | undefined, score: number, maxScore: number): Verdict {
	if (!isAnswered(value)) return 'unanswered';
	if (score === maxScore) return 'right';
	return score > 0 ? 'partly' : 'wrong';
}

const typedText = (value: AnswerValue | undefined) => (typeof value === 'string' && value.trim() ? value.trim() : null);
const inPolish = (decimal: string) => decimal.replace('.', ',').replace('-', '−');

function choiceAt(content: ChoiceContent, index: number) {
	const choice = content.choices[index];
	if (!choice) throw new Error(`Choice ${index} is not in the question.`);
	return choice;
}
