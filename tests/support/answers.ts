import { shownValue } from '#lib/quizzes/answer-value.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
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
		case 'categorize':
			return content.items.map((_, row) => (row + turn) % content.categories.length);
		case 'inlineChoice':
			return content.gaps.map(({ options }, gap) => (gap + turn) % options.length);
		case 'tableFill':
			return content.gaps.map((gap) => (gap.kind === 'number' ? `${turn},5` : `odpowiedź ${turn}`));
		case 'case':
			return [turn % (content.nodes[0]?.choices.length ?? 1)];
		case 'open':
			return `odpowiedź ${turn}`;
		case 'file':
			return '';
	}
}

/** The right answer as a browser sends it. */
export const rightShown = ({ content, optionOrder }: Pick<AttemptItem, 'content' | 'optionOrder'>): unknown =>
	shownValue(content, optionOrder, rightAnswer(content));
