import * as v from 'valibot';
import { displayName } from '../accounts/account-forms.ts';
import { REVOCATION_REASONS, type RevocationReason } from './certificate.ts';
import { parseCode } from './verification-code.ts';

const INCOMPLETE = 'Formularz jest niepełny albo zawiera nieznane pole. Odśwież stronę i wyślij go jeszcze raz.';

const reason = v.optional(
	v.pipe(
		v.string(),
		v.trim(),
		v.minLength(5, 'Napisz powód jednym zdaniem, co najmniej 5 znaków.'),
		v.maxLength(500, 'Skróć powód do 500 znaków.')
	),
	''
);

/** What is said when no certificate has the code. */
export const UNKNOWN_CODE =
	'Nie mamy zaświadczenia o takim kodzie. Sprawdź, czy kod jest przepisany w całości: ma 28 znaków, bez liter I, L, O i U.';

export const CodeForm = v.strictObject(
	{
		kod: v.optional(
			v.pipe(
				v.string(),
				v.trim(),
				v.nonEmpty('Wpisz kod z zaświadczenia.'),
				v.check((typed) => parseCode(typed) !== null, UNKNOWN_CODE)
			),
			''
		)
	},
	INCOMPLETE
);

const GROUNDS = Object.keys(REVOCATION_REASONS) as RevocationReason[];

export const RevocationForm = v.strictObject(
	{
		ground: v.optional(v.picklist(GROUNDS, 'Wybierz, dlaczego unieważniasz zaświadczenie.'), '' as RevocationReason),
		revocationReason: reason
	},
	INCOMPLETE
);

export const CorrectionForm = v.strictObject({ holder: displayName, correctionReason: reason }, INCOMPLETE);
