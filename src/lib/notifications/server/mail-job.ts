import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Db, Trx } from '#lib/server/db/db.ts';
import { nudgeJobs, type Job } from '#lib/server/jobs.ts';
import { isMailCarried, sendMail } from '#lib/server/mail.ts';
import type { Settings } from '#lib/server/settings.ts';
import { digestMail, type Told } from '../digest.ts';
import type { NotificationContent, NotificationKind } from '../notification.ts';
import { unsubscribeAddress } from '../unsubscribe-address.ts';
import { unsubscribeTokens } from './unsubscribe-token.ts';

/** SQLite has one connection: pages wait while so many mails are written. */
const PEOPLE_AT_ONCE = 20;

/** Every 20 seconds: mails what is due, one mail a person. While no mail leaves this server, everything waits. */
export const mailNotifications: Job<{ db: Db; settings: Settings }> = {
	name: 'notification mail',
	everyMs: 20_000,
	async run({ db, settings }, now) {
		if (!isMailCarried(settings)) return;
		while (await mailSlice(db, settings, now)) {
			nudgeJobs(db);
			await nextTurn();
		}
	}
};

/**
 * Writes the mails of some people for whom something is due. Whoever clears the time of a notification has taken it, in
 * the transaction that puts the mail into the outbox: two processes never take the same, and a crash gives it back.
 * @returns whether there was anybody
 */
export async function mailSlice(db: Db, settings: Pick<Settings, 'origin'>, now: Date): Promise<boolean> {
	const due = await duePeople(db, now);
	if (due.length === 0) return false;
	const tokenOf = await unsubscribeTokens(db);
	await db.transaction().execute(async (trx) => {
		for (const person of due) {
			const told = await take(trx, person.id, now);
			const [first, ...others] = told;
			if (!first || !person.email) continue;
			const kinds = new Set(told.map(({ kind }) => kind));
			const unsubscribe = unsubscribeAddress(settings.origin, tokenOf(person.id), kinds);
			const mail = digestMail(person.email, [first, ...others], { origin: settings.origin, unsubscribe });
			await sendMail(trx, mail, now);
		}
	});
	return true;
}

/** In one order everywhere, so that processes wait for each other instead of locking each other out. */
async function duePeople(db: Db, now: Date): Promise<{ id: string; email: string | null }[]> {
	const nowText = now.toISOString();
	const rows = await db
		.selectFrom((eb) =>
			eb
				.selectFrom('notification')
				.select('userAccountId')
				.distinct()
				.where('mailDueAt', '<=', nowText)
				.where('visibleAt', '<=', nowText)
				.limit(PEOPLE_AT_ONCE)
				.as('due')
		)
		.innerJoin('userAccount as a', 'a.id', 'due.userAccountId')
		.select(['a.id', 'a.email', 'a.emailConfirmedAt', 'a.blockedAt'])
		.orderBy('a.id')
		.execute();
	return rows.map(({ id, email, emailConfirmedAt, blockedAt }) => ({
		id,
		email: emailConfirmedAt !== null && blockedAt === null ? email : null
	}));
}

async function take(trx: Trx, personId: string, now: Date): Promise<Told[]> {
	const rows = await trx
		.updateTable('notification')
		.set({ mailDueAt: null })
		.where('userAccountId', '=', personId)
		.where('mailDueAt', '<=', now.toISOString())
		.where('visibleAt', '<=', now.toISOString())
		.returning(['kind', 'content', 'createdAt'])
		.execute();
	return rows
		.sort((a, b) => a.createdAt.localeCompare(b.createdAt))
		.map(({ kind, content }) => ({ kind: kind as NotificationKind, ...(JSON.parse(content) as NotificationContent) }));
}
