import * as v from 'valibot';
import { RoleInvitationForm } from '#lib/organizations/invitation-forms.ts';
import { formKey, nickname, pictureFields, text } from '#lib/accounts/account-forms.ts';

/** For how long a class code works, in hours. */
export const JOINING_TIMES = { '1': 'godzinę', '24': 'dobę', '336': 'dwa tygodnie' } as const;
const times = Object.keys(JOINING_TIMES) as (keyof typeof JOINING_TIMES)[];

export const OpenJoiningForm = v.strictObject({
	hours: v.pipe(text, v.picklist(times, 'Wybierz z listy, jak długo można dołączać.'), v.transform(Number))
});

/** Who joins with a password of their own. */
export const JoinWithPasswordForm = v.strictObject({
	formKey,
	nickname,
	password: v.pipe(text, v.nonEmpty('Wymyśl hasło i wpisz je tutaj.'), v.maxLength(1000, 'Hasło jest za długie.'))
});

/** Who joins with pictures, where the group allows them. */
export const JoinWithPicturesForm = v.strictObject({ formKey, nickname, ...pictureFields });

/** Who is invited to a group; without an address the invitation is a link to hand over. */
export const GroupInvitationForm = v.pick(RoleInvitationForm, ['email', 'displayName']);

/** Taking somebody out of a group asks first. */
export const RemovalForm = v.strictObject({
	isSure: v.pipe(text, v.literal('on', 'Zaznacz „Na pewno”, jeśli ta osoba ma zniknąć z grupy.'))
});
