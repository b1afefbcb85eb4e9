import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renewCard } from '#lib/accounts/server/renew-cards.ts';
import { setPupilBlocked } from '#lib/accounts/server/pupils.ts';
import { AppError } from '#lib/errors.ts';
import { assignCourse, removeAssignment } from '#lib/groups/server/assignments.ts';
import { archiveGroup, renameGroup, restoreGroup } from '#lib/groups/server/groups.ts';
import { addTeacher, removeTeacher } from '#lib/groups/server/teachers.ts';
import { createTeam } from '#lib/groups/server/teams.ts';
import { addPupils } from '#lib/joining/server/add-pupils.ts';
import { removeFromGroup, setTeams } from '#lib/joining/server/change-people.ts';
import { makeGroupCards } from '#lib/joining/server/group-cards.ts';
import { getJoinableGroup, joinAsNewPupil } from '#lib/joining/server/join.ts';
import { findOpenJoining, openJoining } from '#lib/joining/server/open-joining.ts';
import { listPeople } from '#lib/joining/server/people.ts';
import { getSession, moveSession, startSession } from '#lib/live/server/sessions.ts';
import { acceptInvitation } from '#lib/organizations/server/accept-invitation.ts';
import { createInvitation } from '#lib/organizations/server/invitations.ts';
import { applyImport } from '#lib/rosters/server/apply.ts';
import { createImport, getImport, type ImportPlace, type NewImport } from '#lib/rosters/server/imports.ts';
import { judgeImport } from '#lib/rosters/server/judge.ts';
import { ONE_ROSTER_COLUMNS } from '#lib/rosters/server/one-roster.ts';
import { undoImport } from '#lib/rosters/server/undo.ts';
import { verifyAuditChain } from '#lib/server/audit-chain.ts';
import { inTransaction, openDatabase, type Db } from '#lib/server/db/db.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { smallCourse } from '../support/quizzes.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const address = '192.0.2.7';
const quizSlug = smallCourse.lessons.find(({ quiz }) => quiz?.kind === 'practice')?.slug ?? '';

describe('many deeds at once in one school, on two programs and PostgreSQL', () => {
	let database: TestDatabase;
	let programs: [Db, Db];
	let school: { id: string };
	let anna: { id: string; address: string };
	let celina: { id: string; address: string };
	let group: { id: string; organizationId: string };

	beforeAll(async () => {
		database = await createTestDatabase('postgres');
		programs = [database.db, openDatabase(database.address)];
		const db = database.db;
		school = await createOrganization(db, 'Szkoła Podstawowa nr 1');
		anna = { id: (await createPerson(db, 'Anna')).id, address };
		celina = { id: (await createPerson(db, 'Celina')).id, address };
		await grantRole(db, anna, 'teacher', school);
		await grantRole(db, celina, 'coordinator', school);
		group = await classOf('7b');
	});

	afterAll(async () => {
		await programs[1].destroy();
		await database.drop();
	});

	async function classOf(externalId: string) {
		const { id } = await createGroupWith(database.db, school, [], smallCourse.slug);
		await database.db.updateTable('learnerGroup').set({ externalId }).where('id', '=', id).execute();
		await inTransaction(database.db, (trx) => addTeacher(trx, celina, id, anna.id, now));
		return { id, organizationId: school.id };
	}

	/** Each deed by the one program and the other in turn; what is refused in words of ours is no failure. */
	async function allAtOnce(deeds: ((db: Db) => Promise<unknown>)[]): Promise<void> {
		const outcomes = await Promise.allSettled(deeds.map((deed, index) => deed(programs[index % 2] as Db)));
		const failures = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
		expect(failures.filter((reason) => !(reason instanceof AppError))).toEqual([]);
		expect(await verifyAuditChain(database.db, school.id)).toMatchObject({ isWhole: true });
	}

	const times = <T>(count: number, make: (index: number) => T) =>
		Array.from({ length: count }, (_, index) => make(index));

	test('joining, adding, cards, teams, courses and live quizzes wait for each other', async () => {
		const db = database.db;
		const names = times(12, (index) => `Uczeń ${index}`);
		await addPupils(db, anna, group.id, { nicknames: names, formKey: randomUUID() }, now);
		const pupils = await listPeople(db, group.id);
		const [red, blue] = await inTransaction(db, async (trx) => [
			await createTeam(trx, anna, group.id, 'Czerwoni', now),
			await createTeam(trx, anna, group.id, 'Niebiescy', now)
		]);
		await openJoining(db, anna, group.id, { hours: 1, isNewCode: false }, now);
		const { code = '' } = (await findOpenJoining(db, group.id, now)) ?? {};
		const join = async (on: Db, nickname: string) => {
			const joinable = await getJoinableGroup(on, code, address, now);
			const given = { nickname, secret: 'cztery słowa razem', secretKind: 'password' as const, formKey: randomUUID() };
			return joinAsNewPupil(on, joinable, code, { ...given, address, device: 'test', browserSecret: nickname }, now);
		};
		const invite = (on: Db) =>
			inTransaction(on, (trx) => {
				const to = { organizationId: school.id, learnerGroupId: group.id, role: null } as const;
				return createInvitation(trx, anna, { ...to, email: null, displayName: null }, now);
			});
		const guests = await Promise.all(times(4, (index) => createPerson(db, `Gość ${index}`)));
		const tokens = await Promise.all(times(4, () => invite(db)));
		const live = async (on: Db) => {
			const sessionId = await startSession(on, anna, { group, course: smallCourse, quizSlug }, now);
			const { version } = await getSession(on, group.id, sessionId, now);
			await moveSession(on, anna, { group, sessionId, move: 'end', seenVersion: version }, now);
		};

		await allAtOnce([
			...times(8, (index) => (on: Db) => join(on, `Nowa ${index}`)),
			...times(
				4,
				(index) => (on: Db) =>
					addPupils(on, anna, group.id, { nicknames: [`A${index}`, `B${index}`], formKey: randomUUID() }, now)
			),
			...times(4, () => (on: Db) => makeGroupCards(on, anna, group.id, null, now)),
			...pupils
				.slice(0, 6)
				.reverse()
				.map(
					({ id }) =>
						(on: Db) =>
							renewCard(on, anna, id, now)
				),
			...pupils.slice(0, 4).map(
				({ id }) =>
					(on: Db) =>
						setPupilBlocked(on, celina, id, true, now)
			),
			...times(4, (index) => (on: Db) => {
				const chosen = index % 2 ? pupils.toReversed() : pupils;
				return setTeams(
					on,
					anna,
					group.id,
					new Map(chosen.map(({ id }) => [id, (index % 2 ? red : blue) ?? null])),
					now
				);
			}),
			...times(3, () => (on: Db) => assignCourse(on, anna, group.id, smallCourse, now)),
			...times(3, () => (on: Db) => removeAssignment(on, anna, group.id, smallCourse.slug, now)),
			...times(3, (index) => (on: Db) => renameGroup(on, anna, group.id, `7b ${index}`, now)),
			...times(4, () => live),
			...times(2, () => (on: Db) => inTransaction(on, (trx) => removeTeacher(trx, celina, group.id, anna.id, now))),
			...tokens.map((token, index) => (on: Db) => {
				const guest = { id: guests[index]?.id ?? '', kind: 'email', hasSecondFactor: false } as const;
				return acceptInvitation(on, token, guest, { device: 'test', address }, now);
			}),
			...pupils.slice(10).map(
				({ id }) =>
					(on: Db) =>
						removeFromGroup(on, celina, group.id, id, now)
			)
		]);
		expect((await listPeople(db, group.id)).length).toBeGreaterThanOrEqual(22);
	});

	test('lists for a whole school in any order of its classes, taken back and joined meanwhile', async () => {
		const db = database.db;
		const classes = await Promise.all(times(4, (index) => classOf(`k-${index}`)));
		const place: ImportPlace = { organizationId: school.id, learnerGroupId: null };
		const listOf = (index: number): NewImport => {
			const order = index % 2 ? [3, 2, 1, 0] : [0, 1, 2, 3];
			const cells = order.flatMap((k) => [
				[`Ola ${index}`, '', `u-${index}`, `k-${k}`, '7b', 'learner'],
				['Ewa Nowak', `ewa${index}-${k}@example.org`, '', `k-${k}`, '7b', 'teacher']
			]);
			const rows = cells.map((row, line) => ({ line: line + 2, cells: row }));
			return { kind: 'oneRoster', sourceName: 'oneroster.zip', columns: ONE_ROSTER_COLUMNS, rows };
		};
		const ids = await Promise.all(times(6, (index) => createImport(db, place, celina.id, listOf(index), now)));
		const apply = async (on: Db, id: string) => {
			const roster = await getImport(on, place, id, now);
			const { fingerprint } = await judgeImport(on, roster, now);
			await applyImport(on, celina, roster, { fingerprint, choices: new Map(), origin: 'https://w.example' }, now);
		};
		const undo = async (on: Db, id: string) => undoImport(on, celina, await getImport(on, place, id, now), now);
		const archive = async (on: Db, { id }: { id: string }) => {
			await archiveGroup(on, celina, id, now);
			await restoreGroup(on, celina, id, now);
		};
		const changes = () =>
			classes.flatMap(({ id }) => [
				(on: Db) => addPupils(on, anna, id, { nicknames: [randomUUID().slice(0, 6)], formKey: randomUUID() }, now),
				(on: Db) => renameGroup(on, celina, id, '7b', now)
			]);

		await allAtOnce([...ids.flatMap((id) => [(on: Db) => apply(on, id), (on: Db) => apply(on, id)]), ...changes()]);
		const states = await db.selectFrom('rosterImport').select('state').where('id', 'in', ids).execute();
		expect(states.map(({ state }) => state)).toContain('applied');
		await allAtOnce([
			...ids.flatMap((id) => [(on: Db) => undo(on, id), (on: Db) => undo(on, id)]),
			...changes(),
			...classes.map((one) => (on: Db) => archive(on, one))
		]);
	});
});
