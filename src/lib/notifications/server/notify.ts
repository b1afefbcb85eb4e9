import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#lib/server/db/db.ts';
import { DEFAULT_PREFERENCES, mailTimeOf } from '../mail-preference.ts';
import type { NotificationContent, NotificationKind } from '../notification.ts';
import { endOfQuietHours } from '../polish-clock.ts';

const ROWS_AT_ONCE = 200;

/**
 * Tells people something, in the caller's transaction: in the app, and by mail as each of them wants it. Pupils and those
 * who learn in schools have quiet hours: what comes between 20:00 and 7:00 reaches them at 7:00.
 * @param what.dedupeKey somebody who was told with the same key before is not told again
 */
export async function notify(
	db: Db,
	personIds: readonly string[],
	what: NotificationContent & { kind: NotificationKind; dedupeKey?: string },
	now: Date = new Date()
): Promise<void> {
	const { kind, dedupeKey = null, ...content } = what;
	const quietUntil = endOfQuietHours(now);
	for (let from = 0; from < personIds.length; from += ROWS_AT_ONCE) {
		const recipients = await listRecipients(db, personIds.slice(from, from + ROWS_AT_ONCE), kind);
		if (recipients.length === 0) continue;
		const rows = recipients.map(({ id, mail, hasMailbox, hasQuietHours }) => {
			const visibleAt = (hasQuietHours && quietUntil) || now;
			const mailDueAt = hasMailbox ? mailTimeOf(mail ?? DEFAULT_PREFERENCES[kind], visibleAt) : null;
			return {
				id: randomUUID(),
				userAccountId: id,
				kind,
				content: JSON.stringify(content),
				dedupeKey,
				createdAt: now.toISOString(),
				visibleAt: visibleAt.toISOString(),
				mailDueAt: mailDueAt && mailDueAt.toISOString()
			};
		});
		await db
			.insertInto('notification')
			.values(rows)
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}

/** Those of the people who still have an account, each once, and how to reach them. */
async function listRecipients(db: Db, personIds: readonly string[], kind: NotificationKind) {
	const rows = await db
		.selectFrom('userAccount as a')
		.leftJoin('notificationPreference as p', (join) =>
			join.onRef('p.userAccountId', '=', 'a.id').on('p.kind', '=', kind)
		)
		.select(['a.id', 'a.kind', 'a.email', 'a.emailConfirmedAt', 'p.mail'])
		.select((eb) =>
			eb
				.selectFrom('membership as m')
				.innerJoin('learnerGroup as g', 'g.id', 'm.learnerGroupId')
				.innerJoin('organization as o', 'o.id', 'g.organizationId')
				.select(sql.lit(1).as('one'))
				.whereRef('m.userAccountId', '=', 'a.id')
				.where('m.kind', '=', 'learner')
				.where('g.archivedAt', 'is', null)
				.where('o.kind', '=', 'school')
				.limit(1)
				.as('learnsInSchool')
		)
		.where('a.id', 'in', personIds)
		.execute();
	return rows.map(({ id, kind, email, emailConfirmedAt, mail, learnsInSchool }) => ({
		id,
		mail,
		hasMailbox: email !== null && emailConfirmedAt !== null,
		hasQuietHours: kind === 'pupil' || learnsInSchool !== null
	}));
}
