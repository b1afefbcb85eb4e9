import * as v from 'valibot';
import { PICTURES, type Picture } from './pictures.ts';

const INCOMPLETE = 'Formularz jest niepełny albo zawiera nieznane pole. Odśwież stronę i wyślij go jeszcze raz.';

/** A form whose fields are all listed; a field left out of the request counts as empty. */
export const form = <E extends v.ObjectEntries>(entries: E) => v.strictObject(entries, INCOMPLETE);

export const text = v.optional(v.string(), '');
/** Checked by the rules for passwords, or against the stored one. */
const password = v.optional(
	v.pipe(v.string(), v.maxLength(1000, 'Hasło jest za długie. Wpisz najwyżej 128 znaków.')),
	''
);
const flag = v.pipe(
	text,
	v.transform((value) => value === 'on')
);

const givenPassword = v.optional(
	v.pipe(v.string(), v.nonEmpty('Wpisz hasło.'), v.maxLength(1000, 'Hasło jest za długie.')),
	''
);

export const email = v.optional(
	v.pipe(
		v.string(),
		v.trim(),
		v.nonEmpty('Podaj adres e-mail.'),
		v.maxLength(254, 'Ten adres jest za długi. Podaj adres e-mail do 254 znaków.'),
		v.email('To nie wygląda na adres e-mail. Wpisz go w postaci nazwa@domena.pl.'),
		v.toLowerCase()
	),
	''
);

export const displayName = v.optional(
	v.pipe(
		v.string(),
		v.trim(),
		v.transform((name) => name.normalize('NFC').replace(/\s+/g, ' ')),
		v.minLength(2, 'Podaj imię i nazwisko albo nazwę, co najmniej 2 znaki.'),
		v.maxLength(80, 'Skróć nazwę do 80 znaków.'),
		v.check(isPlainText, 'Nazwa zawiera znaki, których nie można użyć. Wpisz ją z klawiatury.')
	),
	''
);

/** No control, direction or invisible signs and no piles of accents, which could disguise a name. */
export function isPlainText(value: string): boolean {
	return !/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]|\p{M}{4}/u.test(value);
}

const oneTimeCode = v.optional(
	v.pipe(
		v.string(),
		v.transform((code) => code.replace(/\s/g, '')),
		v.regex(/^\d{6}$/, 'Wpisz 6 cyfr z aplikacji.')
	),
	''
);

export const SignInForm = form({
	login: v.optional(
		v.pipe(
			v.string(),
			v.trim(),
			v.nonEmpty('Podaj e-mail albo nazwę ucznia.'),
			v.maxLength(254, 'To za długie. Podaj e-mail albo nazwę ucznia.')
		),
		''
	),
	password: givenPassword,
	remember: flag,
	dalej: text
});

const picture = v.pipe(text, v.picklist(Object.keys(PICTURES) as Picture[], 'Wybierz jeden obrazek z tego rzędu.'));
/** The four controls of `PicturePicker`. */
export const pictureFields = { picture1: picture, picture2: picture, picture3: picture, picture4: picture };

export const PictureSignInForm = form({
	login: v.optional(
		v.pipe(v.string(), v.trim(), v.nonEmpty('Wpisz swoją nazwę z karty.'), v.maxLength(254, 'Ta nazwa jest za długa.')),
		''
	),
	...pictureFields
});

export const ChosenPicturesForm = form(pictureFields);

export const SecondFactorForm = form({ code: oneTimeCode, remember: flag, dalej: text });

export const RegistrationForm = form({
	displayName,
	email,
	password,
	isOldEnough: v.pipe(text, v.literal('on', 'Najpierw odpowiedz, ile masz lat. Odśwież stronę i zacznij od nowa.'))
});

export const AddressForm = form({ email });
export const ConfirmationForm = form({ password: givenPassword });
export const NewPasswordForm = form({ password });
export const ChangePasswordForm = form({ currentPassword: text, password });
export const NameForm = form({ displayName });
export const AdministratorForm = form({ displayName, email, password });
export const EnrolSecondFactorForm = form({
	totpSecret: v.pipe(text, v.regex(/^[A-Z2-7]{32}$/, INCOMPLETE)),
	code: oneTimeCode,
	currentPassword: givenPassword
});
export const RemoveSecondFactorForm = form({ code: oneTimeCode, currentPassword: givenPassword });

/** What a pupil is called; checked against the others of the group later. */
export const nickname = v.optional(
	v.pipe(
		v.string(),
		v.transform((name) => name.normalize('NFC').trim().replace(/\s+/g, ' ')),
		v.minLength(2, 'Wpisz pseudonim, co najmniej 2 znaki.'),
		v.maxLength(40, 'Skróć pseudonim do 40 znaków.'),
		v.check(isPlainText, 'Pseudonim zawiera znaki, których nie można użyć. Wpisz go z klawiatury.')
	),
	''
);

const MAX_PUPILS = 40;

/** Made by the page: the same form sent twice makes the accounts once. */
export const formKey = v.pipe(text, v.uuid(INCOMPLETE));

/** One a line; the numbers of a list pasted from a register stay behind. */
const nicknames = v.pipe(
	text,
	v.transform((lines) =>
		lines
			.split(/\r?\n/)
			.map((line) => line.normalize('NFC').trim().replace(/\s+/g, ' '))
			.map((line) => line.replace(/^\d{1,3}[.)] ?(?=\p{L})/u, ''))
			.filter(Boolean)
	),
	v.minLength(1, 'Wpisz co najmniej jeden pseudonim.'),
	v.maxLength(MAX_PUPILS, `Wpisz najwyżej ${MAX_PUPILS} pseudonimów naraz. Pozostałe dodaj w następnym kroku.`),
	v.check((names) => names.every((name) => name.length <= 40), 'Każdy pseudonim może mieć najwyżej 40 znaków.'),
	v.check(
		(names) => names.every(isPlainText),
		'Pseudonim zawiera znaki, których nie można użyć. Wpisz go z klawiatury.'
	),
	v.check(
		(names) => new Set(names.map((name) => name.toLowerCase())).size === names.length,
		'Pseudonimy się powtarzają. Dopisz coś, co odróżni te osoby, np. Ola K. i Ola W.'
	)
);

export const NewPupilsForm = form({
	organizationId: v.pipe(text, v.nonEmpty('Wybierz organizację.')),
	formKey,
	nicknames
});

/** As above, into a group: the organization is the group's. */
export const NewGroupPupilsForm = form({ formKey, nicknames });

export const TimeAdjustmentForm = form({
	factorPercent: v.pipe(text, v.picklist(['100', '125', '150', '200'], 'Wybierz czas z listy.'), v.transform(Number))
});
