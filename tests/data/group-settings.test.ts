import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { getGroupOf } from '#lib/groups/server/access.ts';
import { getAssignment } from '#lib/groups/server/assignments.ts';
import {
	archiveGroup,
	createGroup,
	deleteEmptyGroup,
	listGroupsOf,
	renameGroup,
	restoreGroup,
	setAllowsPictures
} from '#lib/groups/server/groups.ts';
import { addLearner, listMembers, removeMember } from '#lib/groups/server/members.ts';
import { getGroupToLeave, leaveGroup, listMyGroups } from '#lib/groups/server/my-groups.ts';
import { listMyMemberships } from '#lib/groups/server/my-memberships.ts';
import { createTeam, deleteTeam, listTeams, renameTeam, setTeam } from '#lib/groups/server/teams.ts';
import type { Actor } from '#lib/server/audit-log.ts';
import type { Trx } from '#lib/server/db/db.ts';
import { sampleCourse } from '../support/courses.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const now = new Date('2026-11-23T10:00:00Z');
const course = sampleCourse();

describeOnBothDatabases('groups and their settings', (getDb) => {
	let school: { id: string };
	let [anna, maria, celina, darek]: Actor[] = [];
	let bartek: { id: string };
	const person = async (name: string) => ({ ...(await createPerson(getDb(), name)), address: '127.0.0.1' });
	const inTrx = <T>(work: (trx: Trx) => Promise<T>) => getDb().transaction().execute(work);

	beforeEach(async () => {
		school = await createOrganization(getDb(), 'Szkoła nr 3');
		const otherSchool = await createOrganization(getDb(), 'Szkoła nr 4');
		anna = await person('Anna');
		maria = await person('Maria');
		celina = await person('Celina');
		darek = await person('Darek');
		bartek = await person('Bartek');
		for (const teacher of [anna, maria]) await grantRole(getDb(), teacher, 'teacher', school);
		await grantRole(getDb(), celina, 'coordinator', school);
		await grantRole(getDb(), darek, 'teacher', otherSchool);
	});

	const create = async (actor: Actor, changes: { name?: string; teacherId?: string | null; id?: string } = {}) => {
		const { id = randomUUID(), name = '7b', teacherId = null } = changes;
		await createGroup(getDb(), actor, { id, organizationId: school.id, name, teacherId, course }, now);
		return id;
	};
	const join = (groupId: string) => inTrx((trx) => addLearner(trx, groupId, bartek.id, now));
	const namesOf = async (actor: Actor, isArchived = false) =>
		(await listGroupsOf(getDb(), actor.id, { organizationId: school.id, isArchived })).map(({ name }) => name);

	test('a teacher’s new group is theirs, with the course; a form sent twice makes one', async () => {
		const id = await create(anna!);
		await create(anna!, { id });
		expect(await listGroupsOf(getDb(), anna!.id, { organizationId: school.id })).toEqual([
			{ id, name: '7b', learnerCount: 0, courseCount: 1, teachers: ['Anna'] }
		]);
		expect((await getAssignment(getDb(), id, course.slug)).dueOn).toBeNull();
	});

	test('a coordinator picks a teacher of the school, and nobody of another', async () => {
		const id = await create(celina!, { teacherId: maria!.id });
		expect((await getGroupOf(getDb(), maria!.id, id)).name).toBe('7b');
		await expect(create(celina!, { teacherId: darek!.id })).rejects.toMatchObject({ status: 404 });
		await expect(create(darek!)).rejects.toMatchObject({ status: 404 });
		expect(await namesOf(celina!)).toEqual(['7b']);
	});

	test('a form with the id of another’s group gives neither the group nor a change of it', async () => {
		const id = await create(anna!);
		await create(maria!, { id, name: 'Moja' });
		await expect(getGroupOf(getDb(), maria!.id, id)).rejects.toMatchObject({ status: 404 });
		expect((await getGroupOf(getDb(), anna!.id, id)).name).toBe('7b');
	});

	test('each sees the own groups, the coordinator all, in Polish order, those of the archive apart', async () => {
		for (const name of ['10a', '2c', 'Łucznicy']) await create(anna!, { name });
		const old = await create(maria!, { name: 'Ćwiczenia' });
		expect(await namesOf(anna!)).toEqual(['2c', '10a', 'Łucznicy']);
		expect(await namesOf(celina!)).toEqual(['2c', '10a', 'Ćwiczenia', 'Łucznicy']);
		expect(await namesOf(darek!)).toEqual([]);
		await archiveGroup(getDb(), maria!, old, now);
		expect(await namesOf(celina!)).toEqual(['2c', '10a', 'Łucznicy']);
		expect(await namesOf(celina!, true)).toEqual(['Ćwiczenia']);
	});

	test('the archive closes the class code and every change; coming back opens changes only', async () => {
		const id = await create(anna!);
		await getDb()
			.insertInto('joinCode')
			.values({
				learnerGroupId: id,
				digest: id,
				nonce: 'nonce',
				createdBy: anna!.id,
				createdAt: now.toISOString(),
				expiresAt: now.toISOString()
			})
			.execute();
		await archiveGroup(getDb(), anna!, id, now);
		expect(await getDb().selectFrom('joinCode').selectAll().where('learnerGroupId', '=', id).execute()).toEqual([]);
		for (const change of [
			() => renameGroup(getDb(), anna!, id, '8b'),
			() => setAllowsPictures(getDb(), anna!, id, true),
			() => archiveGroup(getDb(), anna!, id),
			() => deleteEmptyGroup(getDb(), anna!, id),
			() => inTrx((trx) => createTeam(trx, anna!, id, 'Sad', now)),
			() => inTrx((trx) => setTeam(trx, id, bartek.id, null)),
			() => join(id)
		]) {
			await expect(change()).rejects.toMatchObject({ status: 409, code: 'group_archived' });
		}
		await restoreGroup(getDb(), anna!, id, now);
		await renameGroup(getDb(), anna!, id, '8b');
		expect(await namesOf(anna!)).toEqual(['8b']);
	});

	test('nobody changes a group of somebody else', async () => {
		const id = await create(anna!);
		for (const stranger of [maria!, darek!]) {
			for (const change of [
				() => renameGroup(getDb(), stranger, id, 'x'),
				() => archiveGroup(getDb(), stranger, id),
				() => restoreGroup(getDb(), stranger, id),
				() => deleteEmptyGroup(getDb(), stranger, id),
				() => setAllowsPictures(getDb(), stranger, id, true)
			]) {
				await expect(change()).rejects.toMatchObject({ status: 404 });
			}
		}
	});

	test('only a group in which nobody ever learned can be deleted', async () => {
		const empty = await create(anna!);
		await deleteEmptyGroup(getDb(), anna!, empty);
		expect(await namesOf(anna!)).toEqual([]);
		const used = await create(anna!);
		await join(used);
		await expect(deleteEmptyGroup(getDb(), anna!, used)).rejects.toMatchObject({ status: 409, message: /archiwum/ });
		await inTrx((trx) => removeMember(trx, used, bartek.id, now));
		await expect(deleteEmptyGroup(getDb(), anna!, used)).rejects.toMatchObject({ status: 409 });
	});

	test('teams have names of their own, and a deleted one leaves its people in the group', async () => {
		const id = await create(anna!);
		await join(id);
		const [orchard, shop] = [
			await inTrx((trx) => createTeam(trx, anna!, id, 'Sad', now)),
			await inTrx((trx) => createTeam(trx, anna!, id, 'Sklepik', now))
		];
		await expect(inTrx((trx) => createTeam(trx, anna!, id, 'Sad', now))).rejects.toMatchObject({ status: 409 });
		const rename = (name: string) => inTrx((trx) => renameTeam(trx, anna!, { groupId: id, teamId: shop, name }, now));
		await expect(rename('Sad')).rejects.toMatchObject({ status: 409 });
		await rename('Kawiarenka');
		await inTrx((trx) => setTeam(trx, id, bartek.id, orchard));
		expect(await listTeams(getDb(), id)).toMatchObject([
			{ name: 'Kawiarenka', memberCount: 0 },
			{ name: 'Sad', memberCount: 1 }
		]);
		await inTrx((trx) => deleteTeam(trx, anna!, { groupId: id, teamId: orchard }, now));
		expect((await listMembers(getDb(), id)).find((member) => member.id === bartek.id)?.teamId).toBeNull();
	});

	test('a team of another group is not there', async () => {
		const [mine, others] = [await create(anna!), await create(maria!)];
		await join(mine);
		const team = await inTrx((trx) => createTeam(trx, maria!, others, 'Sad', now));
		const at = { groupId: mine, teamId: team };
		for (const change of [
			() => inTrx((trx) => setTeam(trx, mine, bartek.id, team)),
			() => inTrx((trx) => setTeam(trx, others, bartek.id, team)),
			() => inTrx((trx) => renameTeam(trx, anna!, { ...at, name: 'Las' }, now)),
			() => inTrx((trx) => deleteTeam(trx, anna!, at, now))
		]) {
			await expect(change()).rejects.toMatchObject({ status: 404 });
		}
	});

	test('learners see their groups with the teachers, and leave those they may', async () => {
		const id = await create(anna!);
		await join(id);
		expect(await listMyGroups(getDb(), bartek.id)).toMatchObject([{ name: '7b', teachers: ['Anna'], canLeave: true }]);
		await leaveGroup(getDb(), { id: bartek.id, address: '127.0.0.1' }, id, now);
		expect(await listMyGroups(getDb(), bartek.id)).toEqual([]);
		await expect(getGroupToLeave(getDb(), bartek.id, id)).rejects.toMatchObject({ status: 404 });
		const entries = await getDb().selectFrom('auditLog').select('action').where('subjectId', '=', id).execute();
		expect(entries.map(({ action }) => action)).toContain('group.left');
	});

	test('one’s own data names the groups one is in, with the team, and those one left', async () => {
		const [left, present] = [await create(anna!, { name: 'Koło' }), await create(anna!)];
		for (const id of [left, present]) await join(id);
		const team = await inTrx((trx) => createTeam(trx, anna!, present, 'Sad', now));
		await inTrx((trx) => setTeam(trx, present, bartek.id, team));
		await inTrx((trx) => removeMember(trx, left, bartek.id, now));
		const mine = await listMyMemberships(getDb(), bartek.id);
		expect(mine).toHaveLength(2);
		expect(mine).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ name: '7b', team: 'Sad', leftAt: null }),
				expect.objectContaining({ name: 'Koło', team: null, leftAt: now.toISOString() })
			])
		);
	});

	test('a pupil stays where the school has put them', async () => {
		const id = await create(anna!);
		await getDb().updateTable('userAccount').set({ kind: 'pupil' }).where('id', '=', bartek.id).execute();
		await join(id);
		const leave = leaveGroup(getDb(), { id: bartek.id, address: '127.0.0.1' }, id, now);
		await expect(leave).rejects.toMatchObject({ status: 409, message: /osobie, która ją prowadzi/ });
	});
});
