import { isAnswered } from '../quizzes/answer-value.ts';
import type { AnswerValue, QuestionContent } from '../quizzes/question.ts';
import type { QuestionView } from '../quizzes/question-view.ts';
import { kindOf } from '../quizzes/types/registry.ts';

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
		case 'tableFill':
		case 'open':
		case 'file':
			return [];
		case 'case':
			return view.steps.flatMap(({ choices }) => choices.map(textOf));
		case 'ordering':
			return view.items;
		case 'matching':
			return view.rights;
		case 'categorize':
			return view.categories;
		case 'inlineChoice':
			return view.gaps.map((options, gap) => `${gap + 1}. ${options.join(' / ')}`);
	}
}

/** What was answered; nothing when the answer was taken back. */
export function answerInWords(content: QuestionContent, value: AnswerValue | undefined): string[] {
	if (!isAnswered(value)) return [];
	return kindOf(content)
		.answerParts(content, value)
		.map((part) => ('choices' in content || content.type === 'case' ? textOf(part) : part));
}
