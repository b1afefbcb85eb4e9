import { notFound } from '#lib/errors.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { NotificationContent, NotificationKind } from '../notification.ts';

export interface Notification extends NotificationContent {
	id: string;
	kind: NotificationKind;
	/** When it reached the person. */
	visibleAt: string;
	isRead: boolean;
}

/** What a person was told and may see by now, the newest first. */
export async function listNotifications(
	db: Db,
	personId: string,
	page: { from: number; count: number },
	now: Date = new Date()
): Promise<Notification[]> {
	const rows = await visibleTo(db, personId, now)
		.select(['id', 'kind', 'content', 'visibleAt', 'readAt'])
		.orderBy('visibleAt', 'desc')
		.orderBy('id')
		.offset(page.from)
		.limit(page.count)
		.execute();
	return rows.map(({ content, kind, readAt, ...row }) => ({
		...row,
		...(JSON.parse(content) as NotificationContent),
		kind: kind as NotificationKind,
		isRead: readAt !== null
	}));
}

/** How many those are. */
export async function countNotifications(db: Db, personId: string, now: Date = new Date()): Promise<number> {
	const { count } = await visibleTo(db, personId, now)
		.select((eb) => eb.fn.countAll().as('count'))
		.executeTakeFirstOrThrow();
	return Number(count);
}

const visibleTo = (db: Db, personId: string, now: Date) =>
	db.selectFrom('notification').where('userAccountId', '=', personId).where('visibleAt', '<=', now.toISOString());

/**
 * Marks one of a person's own as read; what was read is not mailed any more.
 * @returns the path it leads to; null: none
 * @throws AppError 404 for anybody else's
 */
export async function readNotification(
	db: Db,
	personId: string,
	id: string,
	now: Date = new Date()
): Promise<string | null> {
	const { content } = await db
		.updateTable('notification')
		.set((eb) => ({ readAt: eb.fn.coalesce('readAt', eb.val(now.toISOString())), mailDueAt: null }))
		.where('id', '=', id)
		.where('userAccountId', '=', personId)
		.where('visibleAt', '<=', now.toISOString())
		.returning('content')
		.executeTakeFirstOrThrow(() => notFound('powiadomienie'));
	return (JSON.parse(content) as NotificationContent).path;
}

/** The same for all that a person may see by now. */
export async function readAllNotifications(db: Db, personId: string, now: Date = new Date()): Promise<void> {
	await db
		.updateTable('notification')
		.set({ readAt: now.toISOString(), mailDueAt: null })
		.where('userAccountId', '=', personId)
		.where('readAt', 'is', null)
		.where('visibleAt', '<=', now.toISOString())
		.execute();
}
