import { foldText } from '../fold-text.ts';
import type { NumberContent, TextContent } from '../question.ts';
import { oneField } from './form-fields.ts';
import { LONGEST_TEXT, refused } from './given.ts';
import { faultOfNumber, isRightNumber, numberInWords } from './number-key.ts';
import type { QuestionKind } from './question-kind.ts';

/** What every answer typed into one field has in common. */
const typed = {
	isPartial: false,
	orderOptions: () => [],
	shownValue: (_content: unknown, _order: number[], value: string) => value,
	answerInForm: (_content: unknown, _order: number[], name: string, text: (name: string) => string) => text(name),
	fieldsOf: oneField,
	answerParts: (_: unknown, value: string) => [value.trim()]
};

/** A number within the tolerance: everything or nothing. */
export const numberKind: QuestionKind<NumberContent, string> = {
	...typed,
	readAnswer(content, _, given) {
		const fault = faultOfNumber(content, given);
		return fault === null ? { value: (given as string).trim() === '' ? '' : (given as string) } : refused(fault);
	},
	shareWon: (content, value) => ({ won: isRightNumber(content, value) ? 1 : 0, of: 1 }),
	view: ({ unit }) => ({ unit }),
	feedback: (content, _, value) => ({ given: typedText(value), right: numberInWords(content) }),
	rightAnswer: ({ value }) => value.replace('.', ',')
};

/** One of the accepted words, compared after folding: everything or nothing. */
export const textKind: QuestionKind<TextContent, string> = {
	...typed,
	readAnswer(_content, _order, given) {
		if (typeof given !== 'string') return refused('Wpisz odpowiedź.');
		if (given.length > LONGEST_TEXT) return refused(`Skróć odpowiedź do ${LONGEST_TEXT} znaków.`);
		return { value: given };
	},
	shareWon: ({ accepted }, value) => ({ won: isAccepted(accepted, value) ? 1 : 0, of: 1 }),
	view: () => ({}),
	feedback: ({ accepted }, _, value) => ({ given: typedText(value), right: accepted.join(' / ') }),
	rightAnswer: ({ accepted }) => accepted[0] ?? ''
};

/** Whether a text is one of those accepted, whatever its case, diacritics and punctuation. */
export function isAccepted(accepted: string[], given: string): boolean {
	const folded = foldText(given);
	return accepted.some((text) => foldText(text) === folded);
}

const typedText = (value: string | undefined) => value?.trim() || null;
