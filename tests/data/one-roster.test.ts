import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { applyImport } from '#lib/rosters/server/apply.ts';
import { createImport, getImport } from '#lib/rosters/server/imports.ts';
import { judgeImport } from '#lib/rosters/server/judge.ts';
import { readOneRoster } from '#lib/rosters/server/one-roster.ts';
import { undoImport } from '#lib/rosters/server/undo.ts';
import type { Db } from '#lib/server/db/db.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { enrollment, oneRosterZip, roleOf, schoolClass, user } from '../support/one-roster.ts';
import { createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const now = new Date('2026-11-23T08:00:00.000Z');
const CLASSES = [schoolClass('k-1', '1a'), schoolClass('k-2', 'Kółko "Ekonomia"')];

describeOnBothDatabases('a OneRoster set', (getDb) => {
	let db: Db;
	let school: { id: string };
	let celina: { id: string; address: string };

	beforeEach(async () => {
		db = getDb();
		school = await createOrganization(db, 'SP 1');
		const { id } = await createPerson(db, 'Celina');
		celina = { id, address: '192.0.2.1' };
		await grantRole(db, celina, 'coordinator', school);
	});

	const place = () => ({ organizationId: school.id, learnerGroupId: null });

	async function read(bytes: Uint8Array): Promise<string> {
		const id = await createImport(db, place(), celina.id, readOneRoster(bytes, 'oneroster.zip'), now);
		const roster = await getImport(db, place(), id, now);
		const { fingerprint } = await judgeImport(db, roster, now);
		await applyImport(db, celina, roster, { fingerprint, choices: new Map(), origin: 'https://w.example' }, now);
		return id;
	}

	async function verdictsOf(bytes: Uint8Array) {
		const id = await createImport(db, place(), celina.id, readOneRoster(bytes, 'oneroster.zip'), now);
		return (await judgeImport(db, await getImport(db, place(), id, now), now)).rows.map(({ verdict }) => verdict);
	}

	const groups = () =>
		db
			.selectFrom('learnerGroup')
			.select(['id', 'name', 'externalId'])
			.where('organizationId', '=', school.id)
			.orderBy('name')
			.execute();

	const sample = (address: string) => ({
		orgs: [['s-1', '', '', 'SP 1', 'school', '', '']],
		users: [
			user('u-1', 'Ola', 'Lis', { email: 'ola@uczen.example' }),
			user('u-2', 'Kuba', 'Wilk'),
			user('t-1', 'Anna', 'Mazur', { email: address }),
			user('p-1', 'Rodzic', 'Lis')
		],
		roles: [roleOf('u-1', 'student'), roleOf('u-2', 'student'), roleOf('t-1', 'teacher'), roleOf('p-1', 'parent')],
		classes: CLASSES,
		enrollments: [
			enrollment('k-1', 'u-1', 'student'),
			enrollment('k-2', 'u-1', 'student'),
			enrollment('k-1', 'u-2', 'student'),
			enrollment('k-1', 't-1', 'teacher'),
			enrollment('k-2', 't-1', 'teacher'),
			enrollment('k-2', 'u-2', 'teacher'),
			enrollment('k-1', 'p-1', 'guardian')
		]
	});

	test('makes groups of classes, one account a pupil without an address, and one mail a teacher', async () => {
		const address = `${randomUUID()}@sp1.example`;
		const set = oneRosterZip(sample(address));
		await read(set);
		expect(await groups()).toMatchObject([
			{ name: '1a', externalId: 'k-1' },
			{ name: 'Kółko "Ekonomia"', externalId: 'k-2' }
		]);
		const pupils = await db
			.selectFrom('userAccount as a')
			.innerJoin('membership as m', 'm.userAccountId', 'a.id')
			.select(['a.displayName', 'a.externalId', 'a.email', 'a.kind', (eb) => eb.fn.countAll().as('groups')])
			.where('a.organizationId', '=', school.id)
			.groupBy(['a.id', 'a.displayName', 'a.externalId', 'a.email', 'a.kind'])
			.orderBy('a.externalId')
			.execute();
		expect(pupils.map((pupil) => ({ ...pupil, groups: Number(pupil.groups) }))).toEqual([
			{ displayName: 'Ola Lis', externalId: 'u-1', email: null, kind: 'pupil', groups: 2 },
			{ displayName: 'Kuba Wilk', externalId: 'u-2', email: null, kind: 'pupil', groups: 1 }
		]);
		const invitations = await db
			.selectFrom('invitation')
			.select(['role', 'email', 'learnerGroupId'])
			.where('organizationId', '=', school.id)
			.execute();
		expect(invitations).toEqual([{ role: 'teacher', email: address, learnerGroupId: null }]);
		expect(new Set(await verdictsOf(set))).toEqual(new Set(['present']));
	});

	test('gives a teacher who works here already the groups, and a new title no second group', async () => {
		const anna = await createPerson(db, 'Anna');
		await grantRole(db, anna, 'teacher', school);
		const set = sample(anna.email ?? '');
		await read(oneRosterZip(set));
		await read(oneRosterZip({ ...set, classes: [schoolClass('k-1', '2a'), CLASSES[1] ?? []] }));
		expect(await groups()).toHaveLength(2);
		const taught = await db
			.selectFrom('membership')
			.select('learnerGroupId')
			.where('userAccountId', '=', anna.id)
			.where('kind', '=', 'teacher')
			.execute();
		expect(taught).toHaveLength(2);
	});

	test('does not touch pupils and classes of another organization with the same identifiers', async () => {
		const set = oneRosterZip(sample('a@sp1.example'));
		await read(set);
		const before = await groups();
		school = await createOrganization(db, 'SP 2');
		await grantRole(db, celina, 'coordinator', school);
		await read(set);
		const after = await groups();
		expect(after).toHaveLength(2);
		expect(after.some(({ id }) => before.some((group) => group.id === id))).toBe(false);
	});

	test('taken back, its unused accounts go and the groups stay', async () => {
		const id = await read(oneRosterZip(sample('b@sp1.example')));
		await undoImport(db, celina, await getImport(db, place(), id, now), now);
		expect(await db.selectFrom('userAccount').select('id').where('organizationId', '=', school.id).execute()).toEqual(
			[]
		);
		expect(await groups()).toHaveLength(2);
	});
});

describe('a set that cannot be read', () => {
	const users = [user('u-1', 'Ola', 'Lis')];
	const whole = { users, classes: CLASSES, enrollments: [enrollment('k-1', 'u-1', 'student')] };

	test.each([
		['of another version', oneRosterZip(whole, { version: '2.0' }), 'OneRoster 1.2'],
		['without enrolments', oneRosterZip({ users, classes: CLASSES }), 'brakuje pliku enrollments.csv'],
		['with nobody in it', oneRosterZip({ ...whole, enrollments: [] }), 'nie ma nikogo'],
		['that is no zip', new TextEncoder().encode('Imię\nOla\n'), 'uszkodzony']
	])('%s is refused in words', (_, bytes, said) => {
		expect(() => readOneRoster(bytes, 'x.zip')).toThrow(said);
	});

	test('of changes says what it left out: to be deleted, and people it does not bring', () => {
		const set = {
			users: [...users, user('u-2', 'Kuba', 'Wilk', { status: 'tobedeleted' })],
			classes: CLASSES,
			enrollments: [
				enrollment('k-1', 'u-1', 'student', 'active'),
				enrollment('k-1', 'u-2', 'student', 'tobedeleted'),
				enrollment('k-1', 'u-9', 'student', 'active')
			]
		};
		const { rows, columns } = readOneRoster(oneRosterZip(set, { mode: 'delta' }), 'x.zip');
		expect(rows).toHaveLength(1);
		expect(columns.remarks?.join(' ')).toMatch(/2.wpisy: oznaczone.*1.wpis: dotyczą/s);
	});
});
