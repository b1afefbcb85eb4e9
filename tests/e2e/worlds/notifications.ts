import { renewCalendarFeed } from '#lib/notifications/server/calendar-feeds.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { readAllNotifications } from '#lib/notifications/server/notifications.ts';
import { unsubscribeTokens } from '#lib/notifications/server/unsubscribe-token.ts';
import type { Db } from '#lib/server/db/db.ts';
import { grantRole } from '../../support/organizations.ts';
import { createPerson } from '../../support/people.ts';

const LONG_NAME = 'Wolisława Brzęczyszczykiewicz-Chrząszczyżewoszycka';
const MINUTE = 60_000;

/** Somebody with more notifications than a page holds, some of them read, and a calendar. */
export async function notificationWorld(db: Db, school: { id: string }) {
	const reader = await createPerson(db, 'Ewa Czytelna');
	await grantRole(db, reader, 'teacher', school);
	const now = Date.now();
	const tell = (minutesAgo: number, what: Parameters<typeof notify>[2]) =>
		notify(db, [reader.id], what, new Date(now - minutesAgo * MINUTE));
	for (let i = 0; i < 22; i++) {
		await tell(1_000 - i, { kind: 'assigned', title: `Nowy kurs: część ${i + 1}`, text: '', path: '/kursy' });
	}
	await readAllNotifications(db, reader.id);
	await tell(30, {
		kind: 'due',
		title: 'Termin kursu „Spółdzielnia uczniowska krok po kroku”: za 7\u00a0dni',
		text: 'Grupa 7b ma czas do końca dnia 30 listopada 2026. Zobacz, co jeszcze zostało.',
		path: '/kursy'
	});
	await tell(20, {
		kind: 'message',
		title: `${LONG_NAME} pisze do Ciebie`,
		text: `Dzień dobry,\n\nproszę, dokończ moduł drugi. ${'Chrząszczyżewoszyce'.repeat(8)}\n\nDo jutra!`,
		path: null
	});
	await renewCalendarFeed(db, reader.id);
	return { reader, unsubscribe: (await unsubscribeTokens(db))(reader.id) };
}
