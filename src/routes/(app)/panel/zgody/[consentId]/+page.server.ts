import { redirect, type RequestEvent } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf } from '#lib/accounts/server/visit.ts';
import { consentText } from '#lib/consent/consent-text.ts';
import { confirmConsent, consentNumber, withdrawConsent } from '#lib/consent/server/consents.ts';
import { getPaperConsent } from '#lib/consent/server/paper.ts';
import type { Actions, PageServerLoad } from './$types';

/** For admins. */
export const load: PageServerLoad = async ({ locals, params }) => {
	requireRole(locals, 'admin');
	const consent = await getPaperConsent(locals.db, params.consentId);
	const { id, state, nickname, askedAt, confirmedAt, withdrawnAt, textVersion } = consent;
	return {
		consent: { id, number: consentNumber(id), state, nickname, askedAt, confirmedAt, withdrawnAt },
		text: consentText(textVersion)
	};
};

async function answer(event: RequestEvent<{ consentId: string }>, take: typeof confirmConsent): Promise<never> {
	const { locals, params } = event;
	const admin = requireRole(locals, 'admin');
	const { id } = await getPaperConsent(locals.db, params.consentId);
	await take(locals.db, id, { adminId: admin.id, address: originOf(event).address }, new Date());
	redirect(303, `/panel/zgody/${id}`);
}

export const actions = {
	/** For admins. */
	przyjmij: (event) => answer(event, confirmConsent),

	/** For admins: the guardian has refused, or takes the consent back. */
	wycofaj: (event) => answer(event, withdrawConsent)
} satisfies Actions;
