import { beforeAll, describe, expect, test } from 'vitest';
import { readLogFilter, type LogFilter } from '#lib/audit/log-filter.ts';
import { exportLog } from '#lib/audit/server/log-sheet.ts';
import { readLog } from '#lib/audit/server/log-view.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import { writeSighting } from '#lib/server/audit-sighting.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const day = (number: number, hour = 10) => new Date(Date.UTC(2026, 9, number, hour));
const wanted = (filter: Partial<Record<string, string>>): LogFilter =>
	readLogFilter(new URLSearchParams(filter as Record<string, string>));

describeOnBothDatabases('the page of the audit log', (getDb) => {
	let school: { id: string };
	let otherSchool: { id: string };
	let anna: { id: string; email: string | null };
	let bartek: { id: string; email: string | null };
	let darek: { id: string };
	let group: { id: string };

	beforeAll(async () => {
		const db = getDb();
		school = await createOrganization(db, 'Szkoła Podstawowa nr 1');
		otherSchool = await createOrganization(db, 'Szkoła Podstawowa nr 2');
		[anna, bartek, darek] = [
			await createPerson(db, 'Anna'),
			await createPerson(db, 'Bartek'),
			await createPerson(db, 'Darek')
		];
		await grantRole(db, anna, 'teacher', school);
		await grantRole(db, darek, 'teacher', otherSchool);
		group = await createGroupWith(db, school, [bartek], 'kurs');
		const left = { learnerGroupId: group.id, userAccountId: darek.id, kind: 'learner' as const };
		await db
			.insertInto('formerMembership')
			.values({ ...left, joinedAt: day(1).toISOString(), leftAt: day(3).toISOString() })
			.execute();
		const on = { actorId: anna.id, organizationId: school.id, address: '192.0.2.7' };
		const onGroup = { ...on, subjectKind: 'learnerGroup', subjectId: group.id };
		await writeAudit(db, { ...onGroup, action: 'course.assigned' }, day(2));
		await writeAudit(db, { ...onGroup, action: 'course.takenBack' }, day(5));
		const onBartek = { ...on, subjectKind: 'userAccount', subjectId: bartek.id };
		await writeAudit(db, { ...onBartek, action: 'pupil.blocked' }, day(6));
		await writeAudit(db, { ...on, subjectKind: 'userAccount', subjectId: 'gone', action: 'account.erased' }, day(7));
		await writeAudit(db, { ...onBartek, organizationId: otherSchool.id, action: 'pupil.unblocked' }, day(8));
		await writeAudit(db, { ...onBartek, organizationId: null, action: 'password.changed' }, day(9));
	});

	const read = (
		filter: Partial<Record<string, string>>,
		scope: { organizationId: string | null } = { organizationId: school.id }
	) => readLog(getDb(), scope, wanted(filter), { limit: 20 });
	const whatIn = async (...of: Parameters<typeof read>) => (await read(...of))?.map(({ what }) => what);

	test('tells who did what on whom, in words, the newest first, and nothing of another organization', async () => {
		expect(await read({})).toMatchObject([
			{ who: 'Anna', what: 'konto usunięto na zawsze', whom: 'konto usunięte (gone)', address: '192.0.2.7' },
			{ who: 'Anna', what: 'zablokowano konto', whom: 'Bartek', outcome: 'wykonano' },
			{ what: 'zabrano kurs grupie', whom: 'grupa: 7b' },
			{ what: 'przypisano kurs grupie', whom: 'grupa: 7b', personId: null }
		]);
	});

	test('answers whose data was touched: the person’s own and of the groups they were in at that moment', async () => {
		expect(await whatIn({ dotyczy: bartek.email ?? '' })).toEqual([
			'zablokowano konto',
			'zabrano kurs grupie',
			'przypisano kurs grupie'
		]);
		expect(await whatIn({ dotyczy: darek.id })).toEqual(['przypisano kurs grupie']);
	});

	test('is narrowed by who, kind and days', async () => {
		expect(await whatIn({ kto: anna.email ?? '', rodzaj: 'course' })).toHaveLength(2);
		expect(await whatIn({ od: '2026-10-05', do: '2026-10-06' })).toEqual(['zablokowano konto', 'zabrano kurs grupie']);
		expect(await whatIn({ od: 'wczoraj', rodzaj: 'nic' })).toHaveLength(4);
	});

	test('does not tell whether somebody of another organization exists', async () => {
		const { email } = await createPerson(getDb(), 'Ktoś obcy');
		expect(await read({ dotyczy: email ?? '' })).toBeNull();
		expect(await read({ dotyczy: 'nikt@example.org' })).toBeNull();
	});

	test('an administrator reads every chain, or one', async () => {
		const everything = { organizationId: null };
		expect(await whatIn({}, everything)).toHaveLength(6);
		expect(await whatIn({ organizacja: 'platform' }, everything)).toEqual(['zmieniono hasło']);
		expect(await whatIn({ organizacja: otherSchool.id }, everything)).toEqual(['odblokowano konto']);
		const [line] = (await read({ organizacja: school.id, rodzaj: 'course' }, everything)) ?? [];
		expect(line).toMatchObject({ whom: `grupa: ${group.id}`, organization: 'Szkoła Podstawowa nr 1' });
	});

	test('pages follow one another without a gap', async () => {
		const scope = { organizationId: school.id };
		const first = (await readLog(getDb(), scope, wanted({}), { limit: 3 })) ?? [];
		const rest = await readLog(getDb(), scope, wanted({}), { limit: 3, before: first.at(-1) });
		expect(rest?.map(({ what }) => what)).toEqual(['przypisano kurs grupie']);
	});

	test('taken as a file it says so itself', async () => {
		const by = { id: anna.id, address: '192.0.2.7' };
		const sheet = await exportLog(getDb(), { organizationId: otherSchool.id }, wanted({}), by, day(10));
		expect(sheet.rows).toHaveLength(1);
		const [entry] = (await read({}, { organizationId: otherSchool.id })) ?? [];
		expect(entry).toMatchObject({ what: 'pobrano dziennik jako plik', detail: '{"entries":1,"filter":[]}' });
	});

	describe('looking at somebody', () => {
		test('is an entry once a day for a pair, also when two pages open at once', async () => {
			const { id } = await createOrganization(getDb(), 'Szkoła Podstawowa nr 3');
			const look = (actorId: string, at: Date) =>
				writeSighting(
					getDb(),
					{ actorId, organizationId: id, action: 'pupil.seen', subjectKind: 'userAccount', subjectId: bartek.id },
					at
				);
			await Promise.all([look(anna.id, day(11, 8)), look(anna.id, day(11, 8))]);
			await look(anna.id, day(11, 21));
			expect(await read({}, { organizationId: id })).toHaveLength(1);
			await look(darek.id, day(11, 21));
			// 22:30 in UTC is the next day in Poland.
			await look(anna.id, new Date(day(11, 22).getTime() + 1_800_000));
			expect(await read({}, { organizationId: id })).toHaveLength(3);
		});
	});
});
