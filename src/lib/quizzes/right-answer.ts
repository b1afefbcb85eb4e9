import type { AnswerValue, QuestionContent } from './question.ts';

/** The answer worth all points, in the content's own terms. */
export function rightAnswer(content: QuestionContent): AnswerValue {
	switch (content.type) {
		case 'single':
		case 'trueFalse':
			return content.choices.findIndex((choice) => choice.isRight);
		case 'multiple':
			return content.choices.flatMap((choice, index) => (choice.isRight ? [index] : []));
		case 'number':
			return content.value.replace('.', ',');
		case 'text':
			return content.accepted[0] ?? '';
		case 'ordering':
			return content.items.map((_, index) => index);
		case 'matching':
			return content.pairs.map((_, index) => index);
	}
}
