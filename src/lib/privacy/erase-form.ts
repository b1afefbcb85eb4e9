import * as v from 'valibot';

const INCOMPLETE = 'Formularz jest niepełny albo zawiera nieznane pole. Odśwież stronę i wyślij go jeszcze raz.';

/** Erasing asks for the password again and for a deliberate tick. */
export const EraseForm = v.strictObject(
	{
		isSure: v.pipe(v.optional(v.string(), ''), v.literal('on', 'Zaznacz to pole. Bez niego niczego nie usuniemy.')),
		currentPassword: v.optional(
			v.pipe(v.string(), v.nonEmpty('Wpisz swoje hasło.'), v.maxLength(1000, 'Hasło jest za długie.')),
			''
		)
	},
	INCOMPLETE
);

export const WRONG_PASSWORD = 'To nie jest Twoje hasło. Wpisz je jeszcze raz.';
