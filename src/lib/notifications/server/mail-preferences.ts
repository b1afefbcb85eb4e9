import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { DEFAULT_PREFERENCES, mailTimeOf, type MailPreferences } from '../mail-preference.ts';
import type { NotificationKind } from '../notification.ts';

/** How a person wants to be mailed about each kind. */
export async function getMailPreferences(db: Db, personId: string): Promise<MailPreferences> {
	const rows = await db
		.selectFrom('notificationPreference')
		.select(['kind', 'mail'])
		.where('userAccountId', '=', personId)
		.execute();
	return { ...DEFAULT_PREFERENCES, ...Object.fromEntries(rows.map(({ kind, mail }) => [kind, mail])) };
}

/** Keeps what a person chose; what waits to be mailed to them goes by it too. Kinds left out stay as they are. */
export async function saveMailPreferences(
	db: Db,
	personId: string,
	chosen: Partial<MailPreferences>,
	now: Date = new Date()
): Promise<void> {
	const entries = Object.entries(chosen) as [NotificationKind, MailPreferences[NotificationKind]][];
	await inTransaction(db, async (trx) => {
		for (const [kind, mail] of entries) {
			await trx
				.insertInto('notificationPreference')
				.values({ userAccountId: personId, kind, mail })
				.onConflict((conflict) => conflict.columns(['userAccountId', 'kind']).doUpdateSet({ mail }))
				.execute();
			const dueAt = mailTimeOf(mail, now);
			await trx
				.updateTable('notification')
				.set({ mailDueAt: dueAt && dueAt.toISOString() })
				.where('userAccountId', '=', personId)
				.where('kind', '=', kind)
				.where('mailDueAt', 'is not', null)
				.execute();
		}
	});
}
