import type { Db } from '#lib/server/db/db.ts';

/** The consent somebody's account was opened with, for their own data. */
export async function findMyConsent(db: Db, personId: string) {
	const row = await db
		.selectFrom('guardianConsent')
		.select(['nickname', 'guardianEmail', 'method', 'textVersion', 'askedAt', 'confirmedAt'])
		.where('userAccountId', '=', personId)
		.executeTakeFirst();
	return row ?? null;
}
