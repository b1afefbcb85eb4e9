import type { FileContent, OpenContent, QuestionContent } from '../question.ts';
import { oneField } from './form-fields.ts';
import { refused } from './given.ts';
import type { QuestionKind } from './question-kind.ts';

/** Whether people mark answers to it: nothing that grades by a key knows what to do with them. */
export const needsReader = (content: QuestionContent): content is OpenContent | FileContent => 'criteria' in content;

/** Before feedback is due: what counts and how much, not what a good answer holds. */
const openCriteria = ({ criteria }: OpenContent | FileContent) =>
	criteria.map(({ name, points }) => ({ name, points }));

const shownWhenDue = ({ criteria, modelAnswerHtml }: OpenContent | FileContent) => ({
	guide: { criteria, modelAnswerHtml }
});

/** The points come from a person; by itself an answer wins nothing. */
const marked = {
	isPartial: true,
	orderOptions: () => [],
	shownValue: (_content: unknown, _order: number[], value: string) => value,
	shareWon: () => ({ won: 0, of: 1 }),
	fieldsOf: oneField
};

/** A text of some sentences. */
export const openKind: QuestionKind<OpenContent, string> = {
	...marked,
	readAnswer({ longest }, _, given) {
		if (typeof given !== 'string') return refused('Wpisz odpowiedź.');
		const value = given.replaceAll('\r\n', '\n');
		return value.length > longest ? refused(`Skróć odpowiedź do ${longest} znaków.`) : { value };
	},
	answerInForm: (_content, _order, name, text) => text(name),
	view: (content) => ({ longest: content.longest, criteria: openCriteria(content) }),
	feedback: shownWhenDue,
	rightAnswer: ({ modelAnswerHtml, longest }) => wordsOf(modelAnswerHtml).slice(0, longest),
	answerParts: (_, value) => [value.trim()]
};

const wordsOf = (html: string) =>
	html
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();

/** The name of a handed file, which only handing one in can write. */
export const fileKind: QuestionKind<FileContent, string> = {
	...marked,
	readAnswer: () => refused('Plik prześlij przyciskiem „Prześlij plik”.'),
	answerInForm: () => undefined,
	view: (content) => ({ accept: content.accept, megabytes: content.megabytes, criteria: openCriteria(content) }),
	feedback: shownWhenDue,
	rightAnswer: () => '',
	answerParts: () => ['plik']
};
