import { gradeAnswer, maxScoreOf } from '../quizzes/grade.ts';
import type { AnswerValue, QuestionContent } from '../quizzes/question.ts';
import { kindOf } from '../quizzes/types/registry.ts';

/** Fewer answers than this could be told apart by who sits where: they are not shown. */
const FEWEST_SHOWN = 5;

export interface Bar {
	/** HTML of the course, cleaned when it was read. */
	html: string;
	count: number;
	/** Of those who answered, rounded. */
	percent: number;
	isRight: boolean;
}

/**
 * How a group answered: for choices one bar an option in the order shown, otherwise how many were right. What people
 * typed never comes to the wall.
 * @returns null when there are too few answers to show
 */
export function distributionOf(content: QuestionContent, order: number[], values: AnswerValue[]): Bar[] | null {
	if (values.length < FEWEST_SHOWN) return null;
	const bar = (html: string, isRight: boolean, isCounted: (value: AnswerValue) => boolean): Bar => {
		const count = values.filter(isCounted).length;
		return { html, count, percent: Math.round((count * 100) / values.length), isRight };
	};
	if (content.type === 'single' || content.type === 'multiple' || content.type === 'trueFalse') {
		return order.map((index) => {
			const choice = content.choices[index];
			const isChosen = (value: AnswerValue) => (Array.isArray(value) ? value.includes(index) : value === index);
			return bar(choice?.html ?? '', choice?.isRight ?? false, isChosen);
		});
	}
	const whole = maxScoreOf(content);
	const score = (value: AnswerValue) => gradeAnswer(content, value);
	return [
		bar('Dobrze', true, (value) => score(value) === whole),
		...(kindOf(content).isPartial
			? [bar('Częściowo dobrze', false, (value) => score(value) > 0 && score(value) < whole)]
			: []),
		bar('Źle', false, (value) => score(value) === 0)
	];
}
