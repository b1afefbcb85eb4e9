import { beforeEach, expect, test } from 'vitest';
import type { AssignmentRules } from '#lib/groups/assignment.ts';
import { assignCourse, changeAssignment, removeAssignment } from '#lib/groups/server/assignments.ts';
import { archiveGroup, restoreGroup } from '#lib/groups/server/groups.ts';
import { addLearner, removeMember } from '#lib/groups/server/members.ts';
import { listCalendarDays } from '#lib/notifications/server/calendar-days.ts';
import { deleteCalendarFeed, findFeedOwner, renewCalendarFeed } from '#lib/notifications/server/calendar-feeds.ts';
import type { Db } from '#lib/server/db/db.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { smallCourse } from '../support/quizzes.ts';

const monday = new Date('2026-11-23T11:00:00Z');
const daysLater = (count: number) => new Date(monday.getTime() + count * 24 * 3_600_000);
const origin = 'https://kursy.example.org';
const courses = { find: (slug: string) => (slug === smallCourse.slug ? smallCourse : undefined) };
const noDays: AssignmentRules = { opensOn: null, dueOn: null, isOrderLocked: false, passingPercent: null };

describeOnBothDatabases('the days of a person’s calendar', (getDb) => {
	let db: Db;
	let anna: { id: string; address: string };
	let bartek: { id: string };
	let darek: { id: string };
	let group: { id: string };
	beforeEach(async () => {
		db = getDb();
		const school = await createOrganization(db, 'Szkoła Podstawowa nr 1');
		anna = { ...(await createPerson(db, 'Anna')), address: '192.0.2.1' };
		bartek = await createPerson(db, 'Bartek');
		darek = await createPerson(db, 'Darek');
		await grantRole(db, anna, 'teacher', school);
		group = await createGroupWith(db, school, [bartek], smallCourse.slug);
		await addTeacher(db, group, anna);
		await setDays({ opensOn: '2026-12-01', dueOn: '2026-12-18' });
	});

	const setDays = (days: Partial<AssignmentRules>, now = monday) =>
		changeAssignment(db, anna, group.id, smallCourse, { ...noDays, ...days }, now);
	const daysOf = ({ id }: { id: string }, now = monday) => listCalendarDays(db, id, { courses, origin, now });
	const dueOf = async (person: { id: string }, now = monday) =>
		(await daysOf(person, now)).find(({ kind }) => kind === 'due');

	test('are those of their groups, as learner and as teacher, and nobody else’s', async () => {
		expect(await daysOf(bartek)).toMatchObject([
			{ kind: 'opens', day: '2026-12-01', isCancelled: false, sequence: 1 },
			{ kind: 'due', day: '2026-12-18', address: `${origin}/kursy/${smallCourse.slug}` }
		]);
		expect(await dueOf(anna)).toMatchObject({ address: `${origin}/grupy/${group.id}/kursy/${smallCourse.slug}` });
		expect(await daysOf(darek)).toEqual([]);
	});

	test('keep their name when they move, and count up', async () => {
		const before = await dueOf(bartek);
		await setDays({ dueOn: '2026-12-20' }, daysLater(1));
		const after = await dueOf(bartek);
		expect(after).toMatchObject({ uid: before?.uid, day: '2026-12-20', isCancelled: false });
		expect(after?.sequence).toBeGreaterThan(before?.sequence ?? Infinity);
		expect(after?.changedAt).toBe(daysLater(1).toISOString());
	});

	test('are crossed out for sixty days when they are removed, then they are gone', async () => {
		await setDays({});
		expect(await daysOf(bartek, daysLater(59))).toMatchObject([
			{ kind: 'opens', day: '2026-12-01', isCancelled: true, sequence: 2 },
			{ kind: 'due', day: '2026-12-18', isCancelled: true, sequence: 2 }
		]);
		expect(await daysOf(bartek, daysLater(61))).toEqual([]);
		await setDays({ dueOn: '2027-03-01' }, daysLater(62));
		expect(await dueOf(bartek, daysLater(62))).toMatchObject({ day: '2027-03-01', isCancelled: false, sequence: 3 });
	});

	test('are crossed out when the course is taken back, and come back with it', async () => {
		await removeAssignment(db, anna, group.id, smallCourse.slug, daysLater(1));
		expect(await dueOf(bartek, daysLater(2))).toMatchObject({ isCancelled: true, sequence: 2 });
		expect(await daysOf(bartek, daysLater(62))).toEqual([]);
		await assignCourse(db, anna, group.id, smallCourse, daysLater(3), { ...noDays, dueOn: '2027-01-15' });
		expect(await dueOf(bartek, daysLater(3))).toMatchObject({ day: '2027-01-15', isCancelled: false, sequence: 3 });
	});

	test('are crossed out with the archive, and come back with a higher number', async () => {
		await archiveGroup(db, anna, group.id, daysLater(1));
		const archived = await dueOf(bartek, daysLater(2));
		expect(archived).toMatchObject({ isCancelled: true, changedAt: daysLater(1).toISOString() });
		expect(await daysOf(bartek, daysLater(62))).toEqual([]);
		await restoreGroup(db, anna, group.id, daysLater(3));
		const restored = await dueOf(bartek, daysLater(3));
		expect(restored?.isCancelled).toBe(false);
		expect(restored?.sequence).toBeGreaterThan(archived?.sequence ?? Infinity);
	});

	test('are crossed out for who left, and count again for who came back', async () => {
		await db.transaction().execute((trx) => removeMember(trx, group.id, bartek.id, daysLater(1)));
		const left = await dueOf(bartek, daysLater(2));
		expect(left).toMatchObject({ isCancelled: true, changedAt: daysLater(1).toISOString() });
		expect(await daysOf(bartek, daysLater(62))).toEqual([]);
		await db.transaction().execute((trx) => addLearner(trx, group.id, bartek.id, daysLater(5)));
		expect(await daysOf(bartek, daysLater(5))).toMatchObject([
			{ kind: 'opens', isCancelled: false },
			{ kind: 'due', uid: left?.uid, isCancelled: false, changedAt: daysLater(5).toISOString() }
		]);
	});

	test('are nobody’s business once the role is lost', async () => {
		await db.deleteFrom('role').where('userAccountId', '=', anna.id).execute();
		expect(await daysOf(anna)).toEqual([]);
	});

	test('a calendar opens by its newest address only, and by none when it is off or its owner blocked', async () => {
		const first = await renewCalendarFeed(db, bartek.id);
		const second = await renewCalendarFeed(db, bartek.id);
		expect(await findFeedOwner(db, first)).toBeUndefined();
		expect(await findFeedOwner(db, second)).toEqual({ id: bartek.id });
		expect(await db.selectFrom('calendarFeed').select('digest').execute()).not.toContainEqual({ digest: second });
		const block = (blockedAt: string | null) =>
			db.updateTable('userAccount').set({ blockedAt }).where('id', '=', bartek.id).execute();
		await block(monday.toISOString());
		expect(await findFeedOwner(db, second)).toBeUndefined();
		await block(null);
		await deleteCalendarFeed(db, bartek.id);
		expect(await findFeedOwner(db, second)).toBeUndefined();
		expect(await findFeedOwner(db, 'x')).toBeUndefined();
	});
});
