import { fail } from '@sveltejs/kit';
import { NewPasswordForm } from '#lib/accounts/account-forms.ts';
import { findPasswordProblem } from '#lib/accounts/password-rules.ts';
import { countUse, FORM_RULE, networkOf } from '#lib/accounts/server/throttle.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { findChildsName, openConsentedAccount } from '#lib/consent/server/consented-account.ts';
import { getConsent } from '#lib/consent/server/consents.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For whoever has the child's link. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const consent = await getConsent(locals.db, 'child', params.childToken);
	return {
		token: params.childToken,
		link: `${locals.app.settings.origin}/rejestracja/zgoda/${params.childToken}`,
		state: consent.state,
		method: consent.method,
		nickname: consent.nickname,
		signInName: await findChildsName(locals.db, consent.userAccountId)
	};
};

export const actions = {
	/** For whoever has the child's link, once the guardian has agreed. */
	default: async (event) => {
		const { locals, params, request } = event;
		const { nickname } = await getConsent(locals.db, 'child', params.childToken);
		const { data, invalid } = await readForm(request, NewPasswordForm);
		if (invalid) return fail(400, invalid);
		const problem = findPasswordProblem(data.password, { displayName: nickname ?? '' });
		if (problem) return fail(400, invalidForm({}, { password: problem }));
		const { address } = originOf(event);
		try {
			await countUse(locals.db, `form:${networkOf(address)}`, FORM_RULE);
			await openConsentedAccount(locals.db, params.childToken, { password: data.password, address }, new Date());
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, 'password');
			return fail(status, invalid);
		}
		return { values: {}, errors: [], isOpened: true };
	}
} satisfies Actions;
