import {
	askConsent,
	confirmConsent,
	getConsent,
	guardianTokenOnPaper,
	withdrawConsent
} from '#lib/consent/server/consents.ts';
import type { Db } from '#lib/server/db/db.ts';

/** Consents on paper: asked for, confirmed and withdrawn, with the pages of each side. */
export async function consentWorld(db: Db, admin: { id: string }) {
	const now = new Date();
	const taker = { adminId: admin.id, address: '127.0.0.1' };
	const ask = async (take?: typeof confirmConsent) => {
		const request = { nickname: 'Brzęczysława Konstantynopolitańczyk', method: 'paper' as const, guardianEmail: null };
		const token = await askConsent(db, { origin: '' }, request, now);
		const { id } = await getConsent(db, 'child', token);
		await take?.(db, id, taker, now);
		return {
			childPath: `/rejestracja/zgoda/${token}`,
			guardianPath: `/zgoda/${guardianTokenOnPaper(token)}`,
			panelPath: `/panel/zgody/${id}`
		};
	};
	return { paper: await ask(), confirmed: await ask(confirmConsent), withdrawn: await ask(withdrawConsent) };
}
