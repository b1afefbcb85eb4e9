import { createToken, digestOf, looksLikeToken } from '#lib/accounts/server/secret-token.ts';
import type { Db } from '#lib/server/db/db.ts';

/**
 * Gives a person a calendar, or another address for it; the old one stops working.
 * @returns the token of its address, which is stored nowhere
 */
export async function renewCalendarFeed(db: Db, personId: string, now: Date = new Date()): Promise<string> {
	const token = createToken();
	const values = { digest: digestOf(token), createdAt: now.toISOString() };
	await db
		.insertInto('calendarFeed')
		.values({ userAccountId: personId, ...values })
		.onConflict((conflict) => conflict.column('userAccountId').doUpdateSet(values))
		.execute();
	return token;
}

/** Takes the calendar away; without one nothing happens. */
export async function deleteCalendarFeed(db: Db, personId: string): Promise<void> {
	await db.deleteFrom('calendarFeed').where('userAccountId', '=', personId).execute();
}

/** Since when a person has a calendar; null: they have none. */
export async function findCalendarFeed(db: Db, personId: string): Promise<{ createdAt: string } | null> {
	const row = await db
		.selectFrom('calendarFeed')
		.select('createdAt')
		.where('userAccountId', '=', personId)
		.executeTakeFirst();
	return row ?? null;
}

/** Whose calendar a token opens; undefined also for somebody who is blocked. */
export async function findFeedOwner(db: Db, token: string): Promise<{ id: string } | undefined> {
	if (!looksLikeToken(token)) return undefined;
	return db
		.selectFrom('calendarFeed as f')
		.innerJoin('userAccount as a', 'a.id', 'f.userAccountId')
		.select('a.id')
		.where('f.digest', '=', digestOf(token))
		.where('a.blockedAt', 'is', null)
		.executeTakeFirst();
}
