import { shownValue } from '#lib/quizzes/answer-value.ts';
import type { AnswerValue, QuestionContent } from '#lib/quizzes/question.ts';
import type { AttemptItem } from '#lib/quizzes/server/attempts.ts';

/** The `turn`-th of many possible answers to a question, as a browser sends it. */
export function someAnswer(
	{ content, optionOrder }: Pick<AttemptItem, 'content' | 'optionOrder'>,
	turn: number
): unknown {
	const places = optionOrder.length;
	switch (content.type) {
		case 'single':
		case 'trueFalse':
			return turn % places;
		case 'multiple':
			return optionOrder.flatMap((_, place) => (((turn + 1) >> place) & 1 ? [place] : []));
		case 'number':
			return `${turn},5`;
		case 'text':
			return `odpowiedź ${turn}`;
		case 'ordering':
			return optionOrder.map((_, place) => (place + turn) % places);
		case 'matching':
			return content.pairs.map((_, row) => (row + turn) % places);
	}
}

/** The answer worth all points, in the content's own terms. */
export function rightAnswer(content: QuestionContent): AnswerValue {
	switch (content.type) {
		case 'single':
		case 'trueFalse':
			return content.choices.findIndex((choice) => choice.isRight);
		case 'multiple':
			return content.choices.flatMap((choice, index) => (choice.isRight ? [index] : []));
		case 'number':
			return content.value;
		case 'text':
			return content.accepted[0] ?? '';
		case 'ordering':
			return content.items.map((_, index) => index);
		case 'matching':
			return content.pairs.map((_, index) => index);
	}
}

/** The right answer as a browser sends it. */
export const rightShown = ({ content, optionOrder }: Pick<AttemptItem, 'content' | 'optionOrder'>): unknown =>
	shownValue(content, optionOrder, rightAnswer(content));
