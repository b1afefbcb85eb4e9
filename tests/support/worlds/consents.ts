import { askConsent, getConsent, guardianTokenOnPaper } from '#lib/consent/server/consents.ts';
import type { Db } from '#lib/server/db/db.ts';

/** A request for a consent on paper, with its two links. */
export async function consentParams(db: Db, origin: string): Promise<Record<string, string>> {
	const request = { nickname: 'Kometa', method: 'paper' as const, guardianEmail: null };
	const token = await askConsent(db, { origin }, request, new Date());
	const { id } = await getConsent(db, 'child', token);
	return { childToken: token, 'zgoda/token': guardianTokenOnPaper(token), consentId: id };
}
