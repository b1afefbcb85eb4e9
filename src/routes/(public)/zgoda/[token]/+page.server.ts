import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { countUse, FORM_RULE, networkOf } from '#lib/accounts/server/throttle.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { consentText, CURRENT_CONSENT_TEXT } from '#lib/consent/consent-text.ts';
import { findChildsName, renewChildsCard } from '#lib/consent/server/consented-account.ts';
import { confirmConsent, getConsent, withdrawConsent } from '#lib/consent/server/consents.ts';
import type { Actions, PageServerLoad } from './$types';

/** For whoever has the guardian's link. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const consent = await getConsent(locals.db, 'guardian', params.token);
	const { state, method, nickname, askedAt, confirmedAt, withdrawnAt, confirmedTextVersion } = consent;
	return {
		token: params.token,
		...{ state, method, nickname, askedAt, confirmedAt, withdrawnAt },
		text: confirmedTextVersion ? consentText(confirmedTextVersion) : CURRENT_CONSENT_TEXT,
		operatorName: locals.app.settings.operator.name,
		signInName: await findChildsName(locals.db, consent.userAccountId)
	};
};

type Event = RequestEvent<{ token: string }>;

async function answer(event: Event, take: typeof confirmConsent): Promise<never> {
	const { locals, params } = event;
	const { id } = await getConsent(locals.db, 'guardian', params.token);
	await take(locals.db, id, { adminId: null, address: originOf(event).address }, new Date());
	redirect(303, `/zgoda/${params.token}`);
}

export const actions = {
	/** For whoever has the guardian's link. */
	potwierdz: (event) => answer(event, confirmConsent),

	/** For whoever has the guardian's link: refuses, or takes back. */
	wycofaj: (event) => answer(event, withdrawConsent),

	/** For whoever has the guardian's link. The words are seen in this answer only. */
	karta: async (event) => {
		const { locals, params } = event;
		const { address } = originOf(event);
		try {
			await countUse(locals.db, `form:${networkOf(address)}`, FORM_RULE);
			return { errors: [], words: await renewChildsCard(locals.db, params.token, address, new Date()) };
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, '');
			return fail(status, invalid);
		}
	}
} satisfies Actions;
