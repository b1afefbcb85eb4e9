import type { MatchingContent } from '../question.ts';
import { placesInRows, rowFields } from './form-fields.ts';
import { isListOf, isPlace, refused } from './given.ts';
import { indexes, type QuestionKind } from './question-kind.ts';

/** The right sides of a matching question: those of the pairs, then the distractors. */
export const rightSides = (content: MatchingContent): string[] => [
	...content.pairs.map((pair) => pair.right),
	...content.distractors
];

/** For each pair the index of its right side. */
const keyOf = (content: MatchingContent): number[] => content.rightSides ?? indexes(content.pairs);

/** The share of rows with their right side; equal right sides are interchangeable. */
export const matchingKind: QuestionKind<MatchingContent, (number | null)[]> = {
	isPartial: true,
	orderOptions(content, shuffle) {
		const sides = rightSides(content);
		return shuffle(indexes(sides).filter((index) => sides.indexOf(sides[index] as string) === index));
	},
	readAnswer(content, order, given) {
		const isRow = (place: unknown): place is number | null => place === null || isPlace(place, order.length);
		if (!isListOf(given, isRow) || given.length !== content.pairs.length)
			return refused('Wybierz dopasowanie z listy w każdym wierszu.');
		return { value: given.map((place) => (place === null ? null : (order[place] as number))) };
	},
	shownValue: (_, order, value) => value.map((index) => (index === null ? null : order.indexOf(index))),
	shareWon(content, chosen) {
		const sides = rightSides(content);
		const won = keyOf(content).filter((right, row) => sides[chosen[row] ?? -1] === sides[right]).length;
		return { won, of: content.pairs.length };
	},
	answerInForm: ({ pairs }, _, name, text) => placesInRows(pairs, name, text),
	fieldsOf: rowFields,
	view(content, order) {
		const sides = rightSides(content);
		const { leftHeader, rightHeader, pairs } = content;
		const lefts = pairs.map((pair) => pair.left);
		return { leftHeader, rightHeader, lefts, rights: order.map((index) => sides[index] ?? '') };
	},
	feedback(content, _, value) {
		const sides = rightSides(content);
		const rows = keyOf(content).map((index, row) => {
			const given = sides[value?.[row] ?? -1] ?? null;
			const right = sides[index] ?? '';
			return { label: content.pairs[row]?.left ?? '', given, right, isRight: given === right };
		});
		return { rows };
	},
	rightAnswer: keyOf,
	answerParts(content, value) {
		const sides = rightSides(content);
		return value.flatMap((index, row) =>
			index === null ? [] : [`${content.pairs[row]?.left ?? ''} → ${sides[index] ?? ''}`]
		);
	}
};
