import * as v from 'valibot';
import { displayName, email, isPlainText } from '../accounts/account-forms.ts';
import { INVITED_ROLES, type InvitedRole } from './invitation.ts';

const INCOMPLETE = 'Formularz jest niepełny albo zawiera nieznane pole. Odśwież stronę i wyślij go jeszcze raz.';
const ROLES = Object.keys(INVITED_ROLES) as InvitedRole[];
const text = v.optional(v.string(), '');
const emptyOr =
	<T extends v.GenericSchema<string | undefined, string>>(schema: T) =>
	(value: string) =>
		value === '' || v.is(schema, value);

/** Asked for again before a role is given or taken. */
const ownPassword = v.optional(
	v.pipe(v.string(), v.nonEmpty('Podaj swoje hasło.'), v.maxLength(1000, 'Hasło jest za długie.')),
	''
);

/** An invitation to a role; without an address it is a link to hand over. */
export const RoleInvitationForm = v.strictObject(
	{
		role: v.optional(v.picklist(ROLES, 'Wybierz rolę.'), '' as InvitedRole),
		email: v.pipe(
			text,
			v.trim(),
			v.toLowerCase(),
			v.check(emptyOr(email), 'To nie wygląda na adres e-mail. Popraw go albo zostaw puste pole.'),
			v.transform((value) => value || null)
		),
		displayName: v.pipe(
			text,
			v.trim(),
			v.maxLength(80, 'Skróć nazwę do 80 znaków.'),
			v.check(isPlainText, 'Nazwa zawiera znaki, których nie można użyć. Wpisz ją z klawiatury.'),
			v.transform((value) => value || null)
		),
		password: ownPassword
	},
	INCOMPLETE
);

/** Taking an invitation back. */
export const WithdrawalForm = v.strictObject({ invitation: v.pipe(text, v.nonEmpty(INCOMPLETE)) }, INCOMPLETE);

/** Taking a role back. */
export const RoleRevocationForm = v.strictObject(
	{ person: text, role: v.picklist(ROLES, INCOMPLETE), password: ownPassword },
	INCOMPLETE
);

/** A new account for whoever holds an invitation: whose it is, the inviting organization answers for. */
export const InvitedAccountForm = v.strictObject(
	{ displayName, email, password: v.optional(v.pipe(v.string(), v.maxLength(1000, 'Hasło jest za długie.')), '') },
	INCOMPLETE
);
