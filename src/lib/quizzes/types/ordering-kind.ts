import type { OrderingContent } from '../question.ts';
import { hasTwice, isListOf, isPlace, refused } from './given.ts';
import { orderFromPlaces } from './order-from-places.ts';
import { indexes, type QuestionKind } from './question-kind.ts';

/** The indexes of the items in the right order. */
const keyOf = ({ items, rightOrder }: OrderingContent): number[] => rightOrder ?? indexes(items);

/** The share of items that stand in their place. */
export const orderingKind: QuestionKind<OrderingContent, number[]> = {
	isPartial: true,
	orderOptions: (content, shuffle) => neverRight(shuffle(indexes(content.items)), keyOf(content)),
	readAnswer(_, order, given) {
		const isAnyPlace = (place: unknown): place is number => isPlace(place, order.length);
		const isWhole = isListOf(given, isAnyPlace) && !hasTwice(given);
		if (!isWhole || (given.length !== 0 && given.length !== order.length))
			return refused(`Nadaj każdemu elementowi inne miejsce, od 1 do ${order.length}.`);
		return { value: given.map((place) => order[place] as number) };
	},
	shownValue: (_, order, value) => value.map((index) => order.indexOf(index)),
	shareWon(content, order) {
		const { items } = content;
		const won = keyOf(content).filter((right, place) => items[order[place] ?? -1] === items[right]).length;
		return { won, of: items.length };
	},
	answerInForm: (_, order, name, text) => orderFromPlaces(order.map((_index, shown) => text(`${name}-${shown}`))),
	fieldsOf: (name, shown) =>
		Object.fromEntries((shown as number[]).map((item, place) => [`${name}-${item}`, String(place + 1)])),
	view: ({ items }, order) => ({ items: order.map((index) => items[index] ?? '') }),
	feedback(content, _, value) {
		const { items } = content;
		const rows = keyOf(content).map((index, place) => {
			const right = items[index] ?? '';
			const given = items[value?.[place] ?? -1] ?? null;
			return { label: `${place + 1}.`, given, right, isRight: given === right };
		});
		return { rows };
	},
	rightAnswer: keyOf,
	answerParts: ({ items }, value) => value.map((index) => items[index] ?? '')
};

/** An order to be found must not be given away by the first one shown. */
function neverRight(order: number[], right: number[]): number[] {
	const isRight = order.every((index, place) => index === right[place]);
	return isRight ? [...order.slice(1), ...order.slice(0, 1)] : order;
}
