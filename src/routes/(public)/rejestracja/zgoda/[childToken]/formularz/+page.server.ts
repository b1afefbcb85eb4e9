import { qrPath } from '#lib/accounts/server/qr-path.ts';
import { consentText } from '#lib/consent/consent-text.ts';
import { consentNumber, getConsent, guardianTokenOnPaper } from '#lib/consent/server/consents.ts';
import { notFound } from '#lib/errors.ts';
import type { PageServerLoad } from './$types';

/** For whoever has the child's link, when the consent is to be on paper. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const consent = await getConsent(locals.db, 'child', params.childToken);
	if (consent.method !== 'paper' || consent.state === 'withdrawn') throw notFound('formularz zgody');
	const { origin, operator } = locals.app.settings;
	return {
		token: params.childToken,
		nickname: consent.nickname,
		number: consentNumber(consent.id),
		text: consentText(consent.textVersion),
		operatorName: operator.name,
		qr: qrPath(`${origin}/panel/zgody/${consent.id}`),
		guardianLink: `${origin}/zgoda/${guardianTokenOnPaper(params.childToken)}`
	};
};
