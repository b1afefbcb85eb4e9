import type { DraftAnswer } from '../imported-question.ts';
import type { NoteBook } from './note-book.ts';

interface WeighedChoice {
	text: string;
	/** Percent of the question's points. */
	fraction: number;
	feedback: string;
}

type Choices = Extract<DraftAnswer, { type: 'choice' }>['choices'];

/**
 * The key of choices with weights. With one answer to choose, the heaviest is right; with several, all above zero are.
 * Whatever our own rule of points does differently is told.
 */
export function weighChoices(choices: WeighedChoice[], isSingle: boolean, notes: NoteBook): Choices {
	const most = Math.max(...choices.map(({ fraction }) => fraction));
	const isRight = ({ fraction }: WeighedChoice) => fraction > 0 && (!isSingle || fraction === most);
	const right = choices.filter(isRight);
	const others = choices.filter((choice) => !isRight(choice) && choice.fraction !== 0);
	if (right.length === 0) notes.missing('Klucz: żaden wariant nie dawał punktów, zaznacz dobry znakiem [x].');
	if (isSingle) {
		if (right.length > 1) notes.changed('Kilka wariantów było tak samo dobrych: pytanie jest teraz na kilka wyborów.');
		else if (right.length === 1 && most < 99.9)
			notes.changed(`Najlepszy wariant dawał ${most}% punktów: u\u00a0nas daje wszystkie.`);
		if (others.length > 0)
			notes.changed('Część punktów za gorsze warianty albo punkty ujemne: u\u00a0nas liczy się tylko dobry.');
	} else {
		const share = right[0]?.fraction ?? 0;
		const isEven = right.every(({ fraction }) => Math.abs(fraction - share) < 0.01);
		const wrong = choices.filter((choice) => !isRight(choice));
		if (!isEven) notes.changed('Warianty miały różne wagi: u\u00a0nas każdy dobry liczy się tak samo.');
		if (wrong.some(({ fraction }) => Math.abs(fraction + share) > 0.01))
			notes.changed(
				'Złe warianty ważyły inaczej: u\u00a0nas każdy zły wybór odejmuje jeden dobry, a\u00a0wynik nie spada poniżej zera.'
			);
		if (right.length === 1)
			notes.changed('Kilka wyborów z\u00a0jednym dobrym wariantem: pytanie ma teraz jeden wybór.');
	}
	return choices.map((choice) => ({ text: choice.text, isRight: isRight(choice), feedback: choice.feedback }));
}
