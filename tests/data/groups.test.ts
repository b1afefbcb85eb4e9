import { beforeEach, expect, test } from 'vitest';
import { addLearner, addLearners, listMembers, removeMember } from '#lib/groups/server/members.ts';
import {
	assignCourse,
	changeAssignment,
	getAssignment,
	listAssignments,
	removeAssignment
} from '#lib/groups/server/assignments.ts';
import { NO_RULES } from '#lib/groups/assignment.ts';
import { addTeacher, removeTeacher } from '#lib/groups/server/teachers.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import type { UserAccount } from '#lib/server/db/schema.ts';
import { sampleCourse } from '../support/courses.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const course = sampleCourse();
const now = new Date('2026-11-23T10:00:00Z');
const later = new Date('2026-12-23T10:00:00Z');

describeOnBothDatabases('people and courses of a group', (getDb) => {
	let anna: UserAccount & { address: string };
	let bartek: UserAccount;
	let school: { id: string };
	let class7b: { id: string };

	beforeEach(async () => {
		anna = { ...(await createPerson(getDb(), 'Anna')), address: '127.0.0.1' };
		bartek = await createPerson(getDb(), 'Bartek');
		school = await createOrganization(getDb(), 'Szkoła nr 3');
		await grantRole(getDb(), anna, 'teacher', school);
		class7b = await createGroupWith(getDb(), school, [], 'inny-kurs');
	});

	const join = (person: { id: string }, group = class7b, at = now) =>
		getDb()
			.transaction()
			.execute((trx) => addLearner(trx, group.id, person.id, at));
	const leave = (person: { id: string }, group = class7b) =>
		getDb()
			.transaction()
			.execute((trx) => removeMember(trx, group.id, person.id, later));
	const assign = (group = class7b, rules = NO_RULES) => assignCourse(getDb(), anna, group.id, course, now, rules);
	const archive = () =>
		getDb().updateTable('learnerGroup').set({ archivedAt: now.toISOString() }).where('id', '=', class7b.id).execute();
	const enrollmentsOf = async ({ id }: { id: string }) => {
		const rows = await getDb()
			.selectFrom('enrollment')
			.select(['courseSlug', 'learnerGroupId'])
			.where('userAccountId', '=', id)
			.execute();
		return Object.fromEntries(rows.map((row) => [row.courseSlug, row.learnerGroupId]));
	};

	test('who joins is put on every course the group has, once', async () => {
		await assign();
		expect(await join(bartek)).toBe(true);
		expect(await join(bartek, class7b, later)).toBe(false);
		expect(await enrollmentsOf(bartek)).toEqual({ 'inny-kurs': class7b.id, [course.slug]: class7b.id });
		expect(await listMembers(getDb(), class7b.id)).toMatchObject([
			{ id: bartek.id, kind: 'learner', joinedAt: now.toISOString() }
		]);
	});

	test('a course given to a group enrols its learners and tells them once', async () => {
		await join(bartek);
		await assign();
		await assign();
		expect(await enrollmentsOf(bartek)).toMatchObject({ [course.slug]: class7b.id });
		const told = await getDb().selectFrom('notification').select('content').execute();
		expect(told.map(({ content }) => JSON.parse(content) as unknown)).toMatchObject([
			{ path: `/kursy/${course.slug}` }
		]);
	});

	test('who learns the course alone now learns it with the group; another group is kept', async () => {
		const zuzia = await createPerson(getDb(), 'Zuzia');
		const class7c = await createGroupWith(getDb(), school, [zuzia], course.slug);
		for (const person of [bartek, zuzia]) await enroll(getDb(), person, course, now);
		await getDb()
			.transaction()
			.execute((trx) => addLearners(trx, class7b.id, [bartek.id, zuzia.id], now));
		await assign();
		expect(await enrollmentsOf(bartek)).toMatchObject({ [course.slug]: class7b.id });
		expect(await enrollmentsOf(zuzia)).toMatchObject({ [course.slug]: class7c.id });
	});

	test('a class that joins while a course is given gets the course', async () => {
		const class30 = await Promise.all(
			Array.from({ length: 30 }, (_, index) => createPerson(getDb(), `Uczeń ${index}`))
		);
		await Promise.all([
			...class30.slice(0, 15).map((person) => join(person)),
			assign(),
			...class30.slice(15).map((person) => join(person))
		]);
		const { count } = await getDb()
			.selectFrom('enrollment')
			.select((eb) => eb.fn.countAll().as('count'))
			.where('courseSlug', '=', course.slug)
			.where('learnerGroupId', '=', class7b.id)
			.executeTakeFirstOrThrow();
		expect(Number(count)).toBe(30);
	});

	test('who leaves keeps the course without the group, and the dates are kept', async () => {
		await join(bartek);
		await leave(bartek);
		expect(await enrollmentsOf(bartek)).toEqual({ 'inny-kurs': null });
		expect(await listMembers(getDb(), class7b.id)).toEqual([]);
		const former = await getDb().selectFrom('formerMembership').selectAll().execute();
		expect(former).toMatchObject([
			{ userAccountId: bartek.id, joinedAt: now.toISOString(), leftAt: later.toISOString() }
		]);
		await expect(leave(bartek)).rejects.toMatchObject({ status: 404 });
	});

	test('who leaves one of two groups with a course goes on with the other', async () => {
		await assign();
		await join(bartek);
		const class7c = await createGroupWith(getDb(), school, [bartek], course.slug);
		await leave(bartek);
		expect(await enrollmentsOf(bartek)).toEqual({ 'inny-kurs': null, [course.slug]: class7c.id });
	});

	test('a course taken back leaves learners what they have and is no longer found', async () => {
		await join(bartek);
		await assign();
		await removeAssignment(getDb(), anna, class7b.id, course.slug, later);
		expect(await enrollmentsOf(bartek)).toMatchObject({ [course.slug]: null });
		expect((await listAssignments(getDb(), class7b.id)).map(({ courseSlug }) => courseSlug)).toEqual(['inny-kurs']);
		await expect(getAssignment(getDb(), class7b.id, course.slug)).rejects.toMatchObject({ status: 404 });
		const zuzia = await createPerson(getDb(), 'Zuzia');
		await join(zuzia);
		expect(await enrollmentsOf(zuzia)).toEqual({ 'inny-kurs': class7b.id });
	});

	test('a course given back begins anew, with its learners', async () => {
		await join(bartek);
		await assign(class7b, { ...NO_RULES, dueOn: '2026-12-05' });
		await removeAssignment(getDb(), anna, class7b.id, course.slug, later);
		await assign();
		expect(await getAssignment(getDb(), class7b.id, course.slug)).toMatchObject({ dueOn: null, revision: 2 });
		expect(await enrollmentsOf(bartek)).toMatchObject({ [course.slug]: class7b.id });
	});

	test('each change of the rules is counted', async () => {
		await assign();
		const rules = { opensOn: '2026-12-01', dueOn: '2026-12-05', isOrderLocked: true, passingPercent: 90 };
		await changeAssignment(getDb(), anna, class7b.id, course, rules, later);
		expect(await getAssignment(getDb(), class7b.id, course.slug)).toMatchObject({ ...rules, revision: 1 });
	});

	test.each([0, 59, 101])(
		'a pass mark of %i, when the strictest test asks for 60, is refused in words',
		async (passingPercent) => {
			await assign();
			const change = changeAssignment(getDb(), anna, class7b.id, course, { ...NO_RULES, passingPercent });
			await expect(change).rejects.toMatchObject({ status: 409, message: /od 60 do 100/ });
		}
	);

	test('a teacher of the organization can be added, another cannot', async () => {
		const [maria, darek] = [await createPerson(getDb(), 'Maria'), await createPerson(getDb(), 'Darek')];
		await grantRole(getDb(), maria, 'teacher', school);
		await grantRole(getDb(), darek, 'teacher', await createOrganization(getDb(), 'Szkoła nr 4'));
		const add = (person: { id: string }) =>
			getDb()
				.transaction()
				.execute((trx) => addTeacher(trx, anna, class7b.id, person.id, now));
		await add(maria);
		await add(maria);
		await expect(add(darek)).rejects.toMatchObject({ status: 404 });
		expect((await listMembers(getDb(), class7b.id)).map(({ displayName }) => displayName)).toEqual(['Maria']);
	});

	test('the last teacher does not go without a coordinator', async () => {
		const celina = { ...(await createPerson(getDb(), 'Celina')), address: '127.0.0.1' };
		await grantRole(getDb(), celina, 'coordinator', school);
		const remove = (actor: { id: string; address: string }) =>
			getDb()
				.transaction()
				.execute((trx) => removeTeacher(trx, actor, class7b.id, anna.id, later));
		await getDb()
			.transaction()
			.execute((trx) => addTeacher(trx, anna, class7b.id, anna.id, now));
		await expect(remove(anna)).rejects.toMatchObject({ status: 409, message: /ostatnia osoba/ });
		expect(await listMembers(getDb(), class7b.id)).toHaveLength(1);
		await remove(celina);
		expect(await listMembers(getDb(), class7b.id)).toHaveLength(0);
	});

	test('an archived group refuses every change of people and courses', async () => {
		await join(bartek);
		await assign();
		await archive();
		const trx = <T>(work: (trx: Parameters<typeof addLearner>[0]) => Promise<T>) => getDb().transaction().execute(work);
		for (const change of [
			() => join(anna),
			() => leave(bartek),
			() => assign(),
			() => changeAssignment(getDb(), anna, class7b.id, course, NO_RULES),
			() => removeAssignment(getDb(), anna, class7b.id, course.slug),
			() => trx((t) => addTeacher(t, anna, class7b.id, anna.id, now)),
			() => trx((t) => removeTeacher(t, anna, class7b.id, anna.id, now))
		]) {
			await expect(change()).rejects.toMatchObject({ status: 409, code: 'group_archived' });
		}
	});
});
