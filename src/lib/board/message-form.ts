import * as v from 'valibot';

export const LONGEST_MESSAGE = 1_000;

export const MessageForm = v.strictObject({
	tekst: v.pipe(
		v.string(),
		v.trim(),
		v.nonEmpty('Napisz wiadomość.'),
		v.maxLength(
			LONGEST_MESSAGE,
			({ received }) => `Skróć wiadomość do ${LONGEST_MESSAGE} znaków. Teraz ma ${received}.`
		)
	)
});
