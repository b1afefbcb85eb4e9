import { isAnswered, rightSides } from '../quizzes/answer-value.ts';
import type { AnswerValue, QuestionContent } from '../quizzes/question.ts';
import type { QuestionView } from '../quizzes/question-view.ts';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/** The words of our own cleaned HTML, with pictures as their descriptions. */
export function textOf(html: string): string {
	return html
		.replace(/<[^>]*>/g, (tag) =>
			tag.startsWith('<img') ? ` ${/\balt="([^"]*)"/.exec(tag)?.[1] ?? ''} ` : spaceFor(tag)
		)
		.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '')
		.replace(/\s+/g, ' ')
		.trim();
}

const spaceFor = (tag: string) => (/^<\/?(?:a|strong|em|del|code)\b/.test(tag) ? '' : ' ');

/** What the question asked. */
export const questionText = ({ title, bodyHtml }: QuestionView): string =>
	[title, textOf(bodyHtml)].filter(Boolean).join(' ');

/** What there was to choose from, in the order shown. */
export function shownOptions(view: QuestionView): string[] {
	switch (view.type) {
		case 'single':
		case 'multiple':
		case 'trueFalse':
			return view.options.map(({ html }) => textOf(html));
		case 'number':
		case 'text':
			return [];
		case 'ordering':
			return view.items;
		case 'matching':
			return view.rights;
	}
}

/** What was answered; nothing when the answer was taken back. */
export function answerInWords(content: QuestionContent, value: AnswerValue | undefined): string[] {
	if (!isAnswered(value)) return [];
	switch (content.type) {
		case 'single':
		case 'multiple':
		case 'trueFalse':
			return [value].flat().map((index) => textOf(content.choices[Number(index)]?.html ?? ''));
		case 'number':
		case 'text':
			return [String(value).trim()];
		case 'ordering':
			return (value as number[]).map((index) => content.items[index] ?? '');
		case 'matching': {
			const sides = rightSides(content);
			return (value as (number | null)[]).flatMap((index, row) =>
				index === null ? [] : [`${content.pairs[row]?.left ?? ''} → ${sides[index] ?? ''}`]
			);
		}
	}
}
