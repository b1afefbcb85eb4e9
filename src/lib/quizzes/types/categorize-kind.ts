import type { CategorizeContent } from '../question.ts';
import { placesInRows, rowFields } from './form-fields.ts';
import { isListOf, isPlace, refused } from './given.ts';
import { indexes, type QuestionKind } from './question-kind.ts';

/**
 * The share of items in their group. Items are shuffled, groups stand as the author wrote them; an answer is sent by
 * items in the order shown, and its groups need no translation.
 */
export const categorizeKind: QuestionKind<CategorizeContent, (number | null)[]> = {
	isPartial: true,
	orderOptions: ({ items }, shuffle) => shuffle(indexes(items)),
	readAnswer({ items, categories }, order, given) {
		const isRow = (place: unknown): place is number | null => place === null || isPlace(place, categories.length);
		if (!isListOf(given, isRow) || given.length !== items.length)
			return refused('Wybierz grupę z listy przy każdym elemencie.');
		return { value: items.map((_, item) => given[order.indexOf(item)] as number | null) };
	},
	shownValue: (_, order, value) => order.map((item) => value[item] ?? null),
	shareWon({ items }, value) {
		return { won: items.filter(({ category }, item) => value[item] === category).length, of: items.length };
	},
	answerInForm: ({ items }, _, name, text) => placesInRows(items, name, text),
	fieldsOf: rowFields,
	view: ({ items, categories }, order) => ({ categories, items: order.map((item) => items[item]?.text ?? '') }),
	feedback({ items, categories }, order, value) {
		const rows = order.flatMap((at) => {
			const item = items[at];
			if (!item) return [];
			const given = categories[value?.[at] ?? -1] ?? null;
			const right = categories[item.category] ?? '';
			return [{ label: item.text, given, right, isRight: given === right }];
		});
		return { rows };
	},
	rightAnswer: ({ items }) => items.map(({ category }) => category),
	answerParts: ({ items, categories }, value) =>
		value.flatMap((category, item) =>
			category === null ? [] : [`${items[item]?.text ?? ''} → ${categories[category] ?? ''}`]
		)
};
