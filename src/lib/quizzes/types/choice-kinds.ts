import type { ChoiceContent } from '../question.ts';
import { oneField } from './form-fields.ts';
import { hasTwice, isListOf, isPlace, placeInText, refused } from './given.ts';
import { indexes, type QuestionKind } from './question-kind.ts';

/** One right choice: everything or nothing. */
export const singleKind: QuestionKind<ChoiceContent, number> = {
	isPartial: false,
	orderOptions: ({ choices }, shuffle) => shuffle(indexes(choices)),
	readAnswer: (_, order, given) =>
		isPlace(given, order.length) ? { value: order[given] as number } : refused('Wybierz jedną z odpowiedzi.'),
	shownValue: (_, order, value) => order.indexOf(value),
	shareWon: ({ choices }, value) => ({ won: choices[value]?.isRight === true ? 1 : 0, of: 1 }),
	answerInForm: (_content, _order, name, text) => (text(name) === '' ? undefined : placeInText(text(name))),
	fieldsOf: oneField,
	view: viewOfChoices,
	feedback: (content, order, value) => ({ options: optionsOf(content, order, value === undefined ? [] : [value]) }),
	rightAnswer: ({ choices }) => choices.findIndex((choice) => choice.isRight),
	answerParts: (content, value) => [content.choices[value]?.html ?? '']
};

/** Like one choice, but true always stands before false. */
export const trueFalseKind: QuestionKind<ChoiceContent, number> = {
	...singleKind,
	orderOptions: ({ choices }) => indexes(choices)
};

/** Several right choices: (right ones chosen − wrong ones chosen) / right ones, never below zero. */
export const multipleKind: QuestionKind<ChoiceContent, number[]> = {
	isPartial: true,
	orderOptions: ({ choices }, shuffle) => shuffle(indexes(choices)),
	readAnswer(_, order, given) {
		const isAnyPlace = (place: unknown): place is number => isPlace(place, order.length);
		if (!isListOf(given, isAnyPlace) || hasTwice(given))
			return refused('Zaznacz odpowiedzi z listy, każdą najwyżej raz.');
		return { value: given.map((place) => order[place] as number).sort((a, b) => a - b) };
	},
	shownValue: (_, order, value) => value.map((index) => order.indexOf(index)).sort((a, b) => a - b),
	shareWon({ choices }, chosen) {
		const of = choices.filter((choice) => choice.isRight).length;
		const right = chosen.filter((index) => choices[index]?.isRight).length;
		return { won: Math.max(0, right - (chosen.length - right)), of: Math.max(1, of) };
	},
	answerInForm: (_, order, name, text) =>
		order.flatMap((_index, place) => (text(`${name}-${place}`) === '' ? [] : [place])),
	fieldsOf: (name, shown) => Object.fromEntries((shown as number[]).map((place) => [`${name}-${place}`, 'tak'])),
	view: viewOfChoices,
	feedback: (content, order, value) => ({ options: optionsOf(content, order, value ?? []) }),
	rightAnswer: ({ choices }) => choices.flatMap((choice, index) => (choice.isRight ? [index] : [])),
	answerParts: (content, chosen) => chosen.map((index) => content.choices[index]?.html ?? '')
};

function viewOfChoices(content: ChoiceContent, order: number[]) {
	return { options: order.map((index) => ({ html: choiceAt(content, index).html })) };
}

function optionsOf(content: ChoiceContent, order: number[], chosen: number[]) {
	return order.map((index) => {
		const { html, isRight, feedbackHtml } = choiceAt(content, index);
		return { html, isChosen: chosen.includes(index), isRight, feedbackHtml };
	});
}

function choiceAt(content: ChoiceContent, index: number) {
	const choice = content.choices[index];
	if (!choice) throw new Error(`Choice ${index} is not in the question.`);
	return choice;
}
