import type { Db } from '#lib/server/db/db.ts';
import type { NotificationContent } from '../notification.ts';
import { findCalendarFeed } from './calendar-feeds.ts';

/** What a person's own data says of notifications, in the fields of `MyData`. */
export async function getMyNotificationData(db: Db, personId: string) {
	const rows = await db
		.selectFrom('notification')
		.select(['kind', 'content', 'createdAt', 'readAt'])
		.where('userAccountId', '=', personId)
		.orderBy('createdAt')
		.execute();
	const mailPreferences = await db
		.selectFrom('notificationPreference')
		.select(['kind', 'mail'])
		.where('userAccountId', '=', personId)
		.orderBy('kind')
		.execute();
	const notifications = rows.map(({ content, ...row }) => {
		const { title, text } = JSON.parse(content) as NotificationContent;
		return { ...row, title, text };
	});
	return { notifications, mailPreferences, calendar: await findCalendarFeed(db, personId) };
}
