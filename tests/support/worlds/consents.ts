import { askConsent, getConsent, guardianTokenOnPaper } from '#lib/consent/server/consents.ts';
import type { Db } from '#lib/server/db/db.ts';

/** Requests for consents on paper, one for each who may answer them: what one withdraws, the others still have. */
export async function consentParams(db: Db, origin: string): Promise<Record<string, string>> {
	const ask = () =>
		askConsent(db, { origin }, { nickname: 'Kometa', method: 'paper', guardianEmail: null }, new Date());
	const { id } = await getConsent(db, 'child', await ask());
	return { childToken: await ask(), 'zgoda/token': guardianTokenOnPaper(await ask()), consentId: id };
}
