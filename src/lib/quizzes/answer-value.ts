import { foldText } from './fold-text.ts';
import { parseDecimal } from './decimal.ts';
import type { AnswerValue, MatchingContent, NumberContent, QuestionContent } from './question.ts';

/** An answer as a browser sends it: numbers are positions in the order shown, not in the content. */
export type ShownValue = AnswerValue;

export type ReadAnswer = { value: AnswerValue; message?: undefined } | { value?: undefined; message: string };

const LONGEST_TEXT = 500;

/**
 * Checks an answer from outside and turns it into the content's own terms. An empty answer (blank text, no option
 * ticked, `[]` for an order) is allowed and takes the answer back.
 * @param order `optionOrder` of the attempt's item: the i-th shown option is option `order[i]`
 * @returns the value, or a Polish sentence saying what to mend
 */
export function readAnswer(content: QuestionContent, order: number[], given: unknown): ReadAnswer {
	switch (content.type) {
		case 'single':
		case 'trueFalse':
			return isPlace(given, order) ? { value: order[given] as number } : refused('Wybierz jedną z odpowiedzi.');
		case 'multiple':
			if (!isListOf(given, (place) => isPlace(place, order)) || hasTwice(given))
				return refused('Zaznacz odpowiedzi z listy, każdą najwyżej raz.');
			return { value: given.map((place) => order[place] as number).sort((a, b) => a - b) };
		case 'number':
			return readNumber(content, given);
		case 'text':
			if (typeof given !== 'string') return refused('Wpisz odpowiedź.');
			if (given.length > LONGEST_TEXT) return refused(`Skróć odpowiedź do ${LONGEST_TEXT} znaków.`);
			return { value: given };
		case 'ordering': {
			const isWhole = isListOf(given, (place) => isPlace(place, order)) && !hasTwice(given);
			if (!isWhole || (given.length !== 0 && given.length !== order.length))
				return refused(`Nadaj każdemu elementowi inne miejsce, od 1 do ${order.length}.`);
			return { value: given.map((place) => order[place] as number) };
		}
		case 'matching': {
			const isRow = (place: unknown): place is number | null => place === null || isPlace(place, order);
			if (!isListOf(given, isRow) || given.length !== content.pairs.length)
				return refused('Wybierz dopasowanie z listy w każdym wierszu.');
			return { value: given.map((place) => (place === null ? null : (order[place] as number))) };
		}
	}
}

/** The same answer in the order shown; the reverse of `readAnswer`. */
export function shownValue(content: QuestionContent, order: number[], value: AnswerValue): ShownValue {
	const placeOf = (index: number) => order.indexOf(index);
	if (typeof value === 'number') return placeOf(value);
	if (typeof value === 'string') return value;
	const places = value.map((index) => (index === null ? null : placeOf(index)));
	return content.type === 'multiple' ? (places as number[]).sort((a, b) => a - b) : places;
}

/** Whether there is an answer at all: blank text, nothing ticked and nothing matched count as none. */
export function isAnswered(value: AnswerValue | undefined): value is AnswerValue {
	if (value === undefined) return false;
	if (typeof value === 'number') return true;
	if (typeof value === 'string') return value.trim() !== '';
	return value.some((part) => part !== null);
}

/** The right sides of a matching question: those of the pairs, then the distractors. */
export const rightSides = (content: MatchingContent): string[] => [
	...content.pairs.map((pair) => pair.right),
	...content.distractors
];

function readNumber(content: NumberContent, given: unknown): ReadAnswer {
	if (typeof given !== 'string' || given.length > LONGEST_TEXT) return refused('Wpisz liczbę, na przykład 12,5.');
	if (given.trim() === '') return { value: '' };
	const read = parseDecimal(given);
	if (!read) return refused('Wpisz liczbę cyframi, na przykład 12,5.');
	const isOtherUnit = content.unit !== null && read.unit !== '' && foldText(read.unit) !== foldText(content.unit);
	if (isOtherUnit) return refused(`Podaj samą liczbę, w jednostce: ${content.unit}.`);
	return { value: given };
}

const refused = (message: string): ReadAnswer => ({ message });

const isPlace = (value: unknown, order: number[]): value is number =>
	typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < order.length;

function isListOf<T>(value: unknown, isPart: (part: unknown) => part is T): value is T[] {
	return Array.isArray(value) && value.length <= 100 && value.every(isPart);
}

const hasTwice = (values: number[]) => new Set(values).size !== values.length;
