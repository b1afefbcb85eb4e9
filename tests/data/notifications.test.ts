import { beforeEach, describe, expect, test } from 'vitest';
import { findSignedInPerson, startSignIn } from '#lib/accounts/server/sign-in.ts';
import { archiveGroup } from '#lib/groups/server/groups.ts';
import { removeAssignment } from '#lib/groups/server/assignments.ts';
import { removeMember } from '#lib/groups/server/members.ts';
import { deleteOldNotifications } from '#lib/notifications/server/clean-up.ts';
import { tellDueDays } from '#lib/notifications/server/due-days.ts';
import { saveMailPreferences } from '#lib/notifications/server/mail-preferences.ts';
import {
	countNotifications,
	listNotifications,
	readAllNotifications,
	readNotification
} from '#lib/notifications/server/notifications.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Db } from '#lib/server/db/db.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { smallCourse } from '../support/quizzes.ts';

const noon = new Date('2026-11-23T11:00:00Z');
const evening = new Date('2026-11-23T19:30:00Z');
const nextSeven = '2026-11-24T06:00:00.000Z';
const minutesAfter = (instant: Date, minutes: number) => new Date(instant.getTime() + minutes * 60_000);
const courses = { find: (slug: string) => (slug === smallCourse.slug ? smallCourse : undefined) };
const hello = { kind: 'message' as const, title: 'Dzień dobry', text: 'Do jutra.', path: '/moje' };

describeOnBothDatabases('notifications', (getDb) => {
	let db: Db;
	let school: { id: string };
	let anna: { id: string };
	let bartek: { id: string };
	beforeEach(async () => {
		db = getDb();
		await db.deleteFrom('notification').execute();
		school = await createOrganization(db, 'Szkoła Podstawowa nr 1');
		anna = await createPerson(db, 'Anna');
		bartek = await createPerson(db, 'Bartek');
		await grantRole(db, anna, 'teacher', school);
	});

	const toldTo = ({ id }: { id: string }, now: Date) => listNotifications(db, id, { from: 0, count: 50 }, now);
	const rowOf = ({ id }: { id: string }) =>
		db.selectFrom('notification').selectAll().where('userAccountId', '=', id).executeTakeFirstOrThrow();

	describe('quiet hours', () => {
		test('a pupil and who learns in a school hear of the evening at seven, others at once', async () => {
			const pupil = await createPerson(db, 'Zuzia');
			await db.updateTable('userAccount').set({ kind: 'pupil', email: null }).where('id', '=', pupil.id).execute();
			const group = await createGroupWith(db, school, [bartek], smallCourse.slug);
			await addTeacher(db, group, anna);
			await notify(db, [pupil.id, bartek.id, anna.id], hello, evening);
			expect(await rowOf(pupil)).toMatchObject({ visibleAt: nextSeven, mailDueAt: null });
			expect(await rowOf(bartek)).toMatchObject({ visibleAt: nextSeven, mailDueAt: nextSeven });
			expect(await rowOf(anna)).toMatchObject({ visibleAt: evening.toISOString(), mailDueAt: evening.toISOString() });
			expect(await toldTo(bartek, minutesAfter(evening, 600))).toEqual([]);
			expect(await toldTo(bartek, new Date(nextSeven))).toHaveLength(1);
		});

		test('by day nobody waits, and a group in the archive is no school any more', async () => {
			const group = await createGroupWith(db, school, [bartek], smallCourse.slug);
			await notify(db, [bartek.id], { ...hello, dedupeKey: 'day' }, noon);
			expect(await rowOf(bartek)).toMatchObject({ visibleAt: noon.toISOString() });
			await db.deleteFrom('notification').execute();
			await db.updateTable('learnerGroup').set({ archivedAt: noon.toISOString() }).where('id', '=', group.id).execute();
			await notify(db, [bartek.id], hello, evening);
			expect(await rowOf(bartek)).toMatchObject({ visibleAt: evening.toISOString() });
		});
	});

	describe('telling', () => {
		test('the same key is told once, and people without an account are passed over', async () => {
			const once = { ...hello, dedupeKey: 'k' };
			await notify(db, [bartek.id, 'nobody', bartek.id], once, noon);
			await notify(db, [bartek.id, anna.id], once, noon);
			expect(await toldTo(bartek, noon)).toHaveLength(1);
			expect(await toldTo(anna, noon)).toHaveLength(1);
			await notify(db, [], once, noon);
		});

		test('mail goes out as each kind is wanted, and to confirmed addresses only', async () => {
			const mailDueAt = async (kind: 'message' | 'due') => {
				await db.deleteFrom('notification').execute();
				await notify(db, [bartek.id], { ...hello, kind }, noon);
				return (await rowOf(bartek)).mailDueAt;
			};
			expect(await mailDueAt('message')).toBe(noon.toISOString());
			expect(await mailDueAt('due')).toBe('2026-11-24T06:30:00.000Z');
			await saveMailPreferences(db, bartek.id, { due: 'weekly', message: 'never' }, noon);
			expect(await mailDueAt('due')).toBe('2026-11-30T06:30:00.000Z');
			expect(await mailDueAt('message')).toBeNull();
			await db.updateTable('userAccount').set({ emailConfirmedAt: null }).where('id', '=', bartek.id).execute();
			expect(await mailDueAt('due')).toBeNull();
		});

		test('what waits goes by a new choice at once', async () => {
			await notify(db, [bartek.id], { ...hello, kind: 'due' }, noon);
			await saveMailPreferences(db, bartek.id, { due: 'atOnce' }, minutesAfter(noon, 5));
			expect(await rowOf(bartek)).toMatchObject({ mailDueAt: minutesAfter(noon, 5).toISOString() });
			await saveMailPreferences(db, bartek.id, { due: 'never' }, minutesAfter(noon, 6));
			expect(await rowOf(bartek)).toMatchObject({ mailDueAt: null });
		});
	});

	describe('reading', () => {
		test('the newest stand first, one page at a time', async () => {
			for (let i = 0; i < 5; i++) await notify(db, [bartek.id], { ...hello, title: String(i) }, minutesAfter(noon, i));
			const page = await listNotifications(db, bartek.id, { from: 1, count: 2 }, minutesAfter(noon, 9));
			expect(page.map(({ title }) => title)).toEqual(['3', '2']);
			expect(await countNotifications(db, bartek.id, minutesAfter(noon, 2))).toBe(3);
		});

		test('one’s own is read once, gives its path and is not mailed any more', async () => {
			await notify(db, [bartek.id], hello, noon);
			const { id } = await rowOf(bartek);
			await expect(readNotification(db, anna.id, id, noon)).rejects.toMatchObject({ status: 404 });
			expect(await rowOf(bartek)).toMatchObject({ readAt: null });
			expect(await readNotification(db, bartek.id, id, noon)).toBe('/moje');
			await readNotification(db, bartek.id, id, minutesAfter(noon, 5));
			expect(await rowOf(bartek)).toMatchObject({ readAt: noon.toISOString(), mailDueAt: null });
		});

		test('what is still hidden by quiet hours can neither be read nor marked', async () => {
			await createGroupWith(db, school, [bartek], smallCourse.slug);
			await notify(db, [bartek.id], hello, evening);
			const { id } = await rowOf(bartek);
			await expect(readNotification(db, bartek.id, id, evening)).rejects.toMatchObject({ status: 404 });
			await readAllNotifications(db, bartek.id, evening);
			expect(await rowOf(bartek)).toMatchObject({ readAt: null });
		});

		test('the sign-in knows how many wait', async () => {
			const token = await startSignIn(db, bartek.id, { device: 'test' });
			const unread = async () => (await findSignedInPerson(db, token))?.unreadCount;
			expect(await unread()).toBe(0);
			await notify(db, [bartek.id, anna.id], hello, noon);
			await notify(db, [bartek.id], hello, new Date(Date.now() + 3_600_000));
			await db
				.updateTable('notification')
				.set({ visibleAt: new Date(0).toISOString() })
				.execute();
			expect(await unread()).toBe(2);
			for (let i = 0; i < 5; i++) await notify(db, [bartek.id], hello, new Date(0));
			expect(await unread()).toBe(7);
			await readAllNotifications(db, bartek.id);
			expect(await unread()).toBe(0);
			expect(await toldTo(anna, noon)).toMatchObject([{ isRead: false }]);
		});
	});

	test('what is older than six months is forgotten, a slice at a time', async () => {
		const old = new Date('2026-05-01T10:00:00Z');
		for (let i = 0; i < 3; i++) await notify(db, [bartek.id], hello, old);
		await notify(db, [bartek.id], hello, new Date('2026-05-24T10:00:00Z'));
		expect(await deleteOldNotifications(db, noon)).toBe(3);
		expect(await deleteOldNotifications(db, noon)).toBe(0);
		expect(await toldTo(bartek, noon)).toHaveLength(1);
	});

	describe('due days', () => {
		let group: { id: string };
		let ewa: { id: string };
		beforeEach(async () => {
			ewa = await createPerson(db, 'Ewa');
			await db.updateTable('courseAssignment').set({ dueOn: null }).execute();
			group = await createGroupWith(db, school, [bartek, ewa], smallCourse.slug);
			await addTeacher(db, group, anna);
		});

		const dueOn = (day: string, more: { opensOn?: string; createdAt?: string } = {}) =>
			db
				.updateTable('courseAssignment')
				.set({ dueOn: day, ...more })
				.where('learnerGroupId', '=', group.id)
				.execute();
		const complete = ({ id }: { id: string }) =>
			db
				.insertInto('enrollment')
				.values({
					userAccountId: id,
					courseSlug: smallCourse.slug,
					learnerGroupId: group.id,
					enrolledAt: noon.toISOString(),
					completedAt: noon.toISOString()
				})
				.execute();
		const tell = (now = noon) => tellDueDays(db, courses, now);
		const titles = async (person: { id: string }) =>
			(await toldTo(person, new Date('2027-01-01T00:00:00Z'))).map(({ title }) => title);

		test('learners who have not finished hear of it a week and a day before, each once', async () => {
			await complete(ewa);
			await dueOn('2026-11-30');
			await tell();
			await tell(minutesAfter(noon, 10));
			expect(await titles(bartek)).toEqual(['Termin kursu „Mały kurs”: za 7\u00a0dni']);
			await tell(new Date('2026-11-29T11:00:00Z'));
			await tell(new Date('2026-11-30T11:00:00Z'));
			expect((await titles(bartek))[0]).toBe('Termin kursu „Mały kurs”: jutro');
			expect(await titles(bartek)).toHaveLength(2);
			expect(await titles(ewa)).toEqual([]);
			expect(await titles(anna)).toEqual([]);
		});

		test('a day that moved is told again', async () => {
			await dueOn('2026-11-24');
			await tell();
			await dueOn('2026-11-30');
			await tell();
			expect(await titles(bartek)).toHaveLength(2);
		});

		test('two processes at once tell everybody once', async () => {
			await dueOn('2026-11-24');
			await Promise.all([tell(), tell(), tell()]);
			expect(await titles(bartek)).toHaveLength(1);
		});

		test('the day after, the teacher hears once how many finished', async () => {
			await complete(ewa);
			await dueOn('2026-11-22');
			await tell();
			await tell(minutesAfter(noon, 10));
			expect(await toldTo(anna, noon)).toMatchObject([
				{ kind: 'group', text: 'Ukończyło: 1 z 2. Zobacz, kto potrzebuje pomocy.' }
			]);
			expect(await titles(bartek)).toEqual([]);
		});

		test('who no longer teaches in the school hears nothing', async () => {
			await dueOn('2026-11-22');
			await db.deleteFrom('role').where('userAccountId', '=', anna.id).execute();
			await tell();
			expect(await titles(anna)).toEqual([]);
		});

		test.each([
			['the group is in the archive', () => archiveGroup(db, { ...anna, address: '' }, group.id, noon)],
			['the course was taken back', () => removeAssignment(db, { ...anna, address: '' }, group.id, smallCourse.slug)],
			['it does not open before', () => dueOn('2026-11-24', { opensOn: '2026-11-24' })],
			['it was given an hour ago', () => dueOn('2026-11-24', { createdAt: '2026-11-23T10:00:00.000Z' })]
		])('nobody hears of it when %s', async (_, change) => {
			await dueOn('2026-11-24');
			await change();
			await db.deleteFrom('notification').execute();
			await tell();
			expect(await titles(bartek)).toEqual([]);
		});

		test('who left the group hears nothing, and nobody hears anything at night', async () => {
			await dueOn('2026-11-24');
			await db.transaction().execute((trx) => removeMember(trx, group.id, ewa.id, noon));
			await tell(new Date('2026-11-23T05:59:00Z'));
			await tell(evening);
			expect(await titles(bartek)).toEqual([]);
			await tell();
			expect(await titles(bartek)).toHaveLength(1);
			expect(await titles(ewa)).toEqual([]);
		});
	});
});
