import type { InlineChoiceContent } from '../question.ts';
import { placesInRows, rowFields } from './form-fields.ts';
import { isListOf, isPlace, refused } from './given.ts';
import type { QuestionKind } from './question-kind.ts';

/**
 * The share of gaps filled rightly. The order is one for the options of all gaps, counted through from the first gap to
 * the last; each gap shows its own as they come in it.
 */
export const inlineChoiceKind: QuestionKind<InlineChoiceContent, (number | null)[]> = {
	isPartial: true,
	orderOptions: ({ gaps }, shuffle) => {
		const count = gaps.reduce((sum, { options }) => sum + options.length, 0);
		return shuffle(Array.from({ length: count }, (_, index) => index));
	},
	readAnswer({ gaps }, order, given) {
		const isRow = (place: unknown): place is number | null => place === null || isPlace(place, order.length);
		const shown = shownOptions(gaps, order);
		const isWhole = isListOf(given, isRow) && given.length === gaps.length;
		if (!isWhole || given.some((place, gap) => place !== null && place >= (shown[gap]?.length ?? 0)))
			return refused('Wybierz słowa z list w tekście.');
		return { value: given.map((place, gap) => (place === null ? null : (shown[gap]?.[place] ?? null))) };
	},
	shownValue({ gaps }, order, value) {
		const shown = shownOptions(gaps, order);
		return value.map((index, gap) => (index === null ? null : (shown[gap]?.indexOf(index) ?? null)));
	},
	shareWon: ({ gaps }, value) => ({
		won: gaps.filter(({ right }, gap) => value[gap] === right).length,
		of: gaps.length
	}),
	answerInForm: ({ gaps }, _, name, text) => placesInRows(gaps, name, text),
	fieldsOf: rowFields,
	view({ pieces, gaps }, order) {
		const shown = shownOptions(gaps, order);
		return { pieces, gaps: gaps.map(({ options }, gap) => (shown[gap] ?? []).map((index) => options[index] ?? '')) };
	},
	feedback({ gaps }, _, value) {
		const rows = gaps.map(({ options, right }, gap) => {
			const given = options[value?.[gap] ?? -1] ?? null;
			return { label: `${gap + 1}.`, given, right: options[right] ?? '', isRight: value?.[gap] === right };
		});
		return { rows };
	},
	rightAnswer: ({ gaps }) => gaps.map(({ right }) => right),
	answerParts: ({ gaps }, value) =>
		value.flatMap((option, gap) => (option === null ? [] : [`${gap + 1}. ${gaps[gap]?.options[option] ?? ''}`]))
};

/** For each gap the indexes of its options in the order shown. */
function shownOptions(gaps: InlineChoiceContent['gaps'], order: number[]): number[][] {
	let from = 0;
	return gaps.map(({ options }) => {
		const first = from;
		from += options.length;
		return order.filter((index) => index >= first && index < first + options.length).map((index) => index - first);
	});
}
