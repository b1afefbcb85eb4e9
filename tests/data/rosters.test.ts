import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { signInWithPassword } from '#lib/accounts/server/password-sign-in.ts';
import { readColumns } from '#lib/rosters/columns-form.ts';
import type { RowChoice } from '#lib/rosters/roster.ts';
import { applyImport } from '#lib/rosters/server/apply.ts';
import { deleteOldImports } from '#lib/rosters/server/clean-up.ts';
import {
	changeColumns,
	createImport,
	discardPreview,
	getImport,
	understandTable,
	type ImportPlace
} from '#lib/rosters/server/imports.ts';
import { judgeImport } from '#lib/rosters/server/judge.ts';
import { peopleWhoStay, undoImport } from '#lib/rosters/server/undo.ts';
import type { Db } from '#lib/server/db/db.ts';
import { readTable } from '#lib/spreadsheets/server/read-table.ts';
import { startSignIn } from '#lib/accounts/server/sign-in.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const origin = 'https://wspolnie.example';
const monday = new Date('2026-11-23T08:00:00.000Z');
const DAY = 86_400_000;

describeOnBothDatabases('lists of people', (getDb) => {
	let db: Db;
	let place: ImportPlace & { learnerGroupId: string };
	let anna: { id: string; address: string };

	/** A class of Anna's, in a school of its own. */
	beforeEach(async () => {
		db = getDb();
		const school = await createOrganization(db, 'SP 1');
		const group = await createGroupWith(db, school, [], 'kurs');
		const { id } = await createPerson(db, 'Anna');
		anna = { id, address: '192.0.2.1' };
		await grantRole(db, anna, 'teacher', school);
		await addTeacher(db, group, anna);
		place = { organizationId: school.id, learnerGroupId: group.id };
	});

	async function upload(text: string, now = monday): Promise<string> {
		const rows = readTable(new TextEncoder().encode(text));
		const list = await understandTable(db, place.organizationId, '4b.csv', rows);
		return createImport(db, place, anna.id, list, now);
	}

	async function preview(id: string, now = monday) {
		return judgeImport(db, await getImport(db, place, id, now), now);
	}

	async function apply(id: string, choices: Record<number, RowChoice> = {}, now = monday) {
		const { fingerprint } = await preview(id, now);
		const decided = new Map(Object.entries(choices).map(([line, choice]) => [Number(line), choice]));
		await applyImport(db, anna, await getImport(db, place, id, now), { fingerprint, choices: decided, origin }, now);
	}

	async function read(text: string, choices: Record<number, RowChoice> = {}, now = monday): Promise<string> {
		const id = await upload(text, now);
		await apply(id, choices, now);
		return id;
	}

	const verdictsOf = async (id: string) => (await preview(id)).rows.map(({ verdict }) => verdict);

	function membersOf(groupId = place.learnerGroupId) {
		return db
			.selectFrom('membership as m')
			.innerJoin('userAccount as a', 'a.id', 'm.userAccountId')
			.leftJoin('team as t', 't.id', 'm.teamId')
			.select(['a.id', 'a.displayName', 'a.signInName', 'a.externalId', 'a.passwordHash', 't.name as team'])
			.where('m.learnerGroupId', '=', groupId)
			.where('m.kind', '=', 'learner')
			.orderBy('a.displayName')
			.execute();
	}

	const namesOf = async () => (await membersOf()).map(({ displayName }) => displayName);

	const pupilNamed = async (displayName: string, organizationId: string, more: { externalId?: string } = {}) => {
		const signInName = `p${randomUUID().slice(0, 8)}`;
		const { id } = await createPerson(db, displayName);
		const pupil = { kind: 'pupil' as const, email: null, signInName, organizationId, mustChangePassword: 1 as const };
		await db
			.updateTable('userAccount')
			.set({ ...pupil, ...more })
			.where('id', '=', id)
			.execute();
		return { id, signInName };
	};

	test('a list from a register opens accounts without a secret, on the group’s courses', async () => {
		const id = await upload('Lp.;Nazwisko;Imię;Grupa\n1;Śliwińska;Żaneta;A\n2;Źdźbło;Łukasz;B\n');
		expect(await verdictsOf(id)).toEqual(['new', 'new']);
		expect(await namesOf()).toEqual([]);
		await apply(id);
		const members = await membersOf();
		expect(members.map(({ displayName, team, passwordHash }) => [displayName, team, passwordHash])).toEqual(
			expect.arrayContaining([
				['Żaneta Śliwińska', 'A', null],
				['Łukasz Źdźbło', 'B', null]
			])
		);
		const enrolled = await db
			.selectFrom('enrollment')
			.select('userAccountId')
			.where('learnerGroupId', '=', place.learnerGroupId)
			.execute();
		expect(enrolled).toHaveLength(2);
		for (const { signInName } of members) {
			const given = { login: signInName ?? '', password: 'cokolwiek', address: '192.0.2.9', device: 'test' };
			expect(await signInWithPassword(db, given)).toEqual({ kind: 'wrong' });
		}
	});

	test('what must not be stored never reaches the database, whatever its heading', async () => {
		const id = await upload(
			'Imię;PESEL;Data urodzenia;Telefon rodzica;Kod\nOla;04211512345;2004-01-15;600 100 200;98020212345\n'
		);
		const rows = await db.selectFrom('rosterRow').select('content').where('rosterImportId', '=', id).execute();
		expect(rows.map(({ content }) => content).join()).not.toMatch(/\d{4}/);
		const { mapping } = await db
			.selectFrom('rosterImport')
			.select('mapping')
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		expect(JSON.parse(mapping)).toMatchObject({ roles: ['firstName', 'private', 'private', 'private', 'private'] });
	});

	test('cells are forgotten once the list was carried out', async () => {
		const id = await read('Imię\nOla\n');
		const rows = await db
			.selectFrom('rosterRow')
			.select(['content', 'verdict'])
			.where('rosterImportId', '=', id)
			.execute();
		expect(rows).toEqual([{ content: '[]', verdict: 'new' }]);
	});

	test('read twice, from two tabs at once or by a double click, a list makes everybody once', async () => {
		const id = await upload('Imię\nOla\nKuba\n');
		const results = await Promise.allSettled([apply(id), apply(id), apply(id)]);
		expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
		await apply(id);
		expect(await namesOf()).toEqual(['Kuba', 'Ola']);
	});

	test('one wrong row keeps the whole list out, and says where and how to mend it', async () => {
		const id = await upload('Imię;E-mail\nOla;\nKuba;kuba@\n;\n;x@y.pl\nE;\n');
		const { rows } = await preview(id);
		expect(
			rows.filter(({ verdict }) => verdict === 'error').map(({ line, problem }) => [line, problem?.column])
		).toEqual([
			[3, 'E-mail'],
			[6, 'Imię']
		]);
		expect(rows[1]?.problem?.message).toContain('Popraw go');
		await expect(apply(id)).rejects.toMatchObject({ status: 409, code: 'roster_has_errors' });
		expect(await namesOf()).toEqual([]);
		expect(await getImport(db, place, id, monday)).toMatchObject({ state: 'previewed' });
	});

	test('the same identifier twice in a file is an error, the same name a question', async () => {
		const ids = await preview(await upload('Imię;Nr albumu\nOla;7\nKuba;7\n'));
		expect(ids.rows[1]).toMatchObject({ verdict: 'error', problem: { column: 'Nr albumu' } });
		const id = await upload('Imię\nOla\nola\n');
		expect((await preview(id)).rows[1]).toMatchObject({ verdict: 'duplicate', sameAsLine: 2, candidates: [] });
		await apply(id, { 3: 'skip' });
		expect(await namesOf()).toEqual(['Ola']);
	});

	describe('a name that is there already', () => {
		test('waits for an answer: the same person, or a new one', async () => {
			await read('Imię\nOla\nKuba\n');
			const id = await upload('Imię\nOLA\nkuba\nEwa\n');
			const { rows } = await preview(id);
			expect(rows.map(({ verdict }) => verdict)).toEqual(['duplicate', 'duplicate', 'new']);
			await expect(apply(id)).rejects.toMatchObject({ code: 'undecided_rows', lines: [2, 3] });
			await apply(id, { 2: rows[0]?.candidates[0]?.id ?? '', 3: 'new' });
			expect(await namesOf()).toEqual(['Ewa', 'Kuba', 'Ola', 'kuba'].sort((a, b) => (a < b ? -1 : 1)));
		});

		test('of another group of the organization joins with the account it has', async () => {
			const pupil = await pupilNamed('Łucja Nowak', place.organizationId);
			const id = await upload('Imię i nazwisko;Identyfikator\nLucja Nowak;U7\n');
			expect((await preview(id)).rows[0]).toMatchObject({
				verdict: 'duplicate',
				candidates: [{ id: pupil.id, isInGroup: false }]
			});
			await apply(id, { 2: pupil.id });
			expect(await membersOf()).toMatchObject([{ id: pupil.id, externalId: 'U7' }]);
		});

		test('cannot be answered with the account of anybody else', async () => {
			await read('Imię\nOla\n');
			const stranger = await createPerson(db, 'Darek');
			const id = await upload('Imię\nOla\n');
			for (const choice of [stranger.id, anna.id, 'skip', '']) {
				await expect(apply(id, { 2: choice })).rejects.toMatchObject({ code: 'undecided_rows' });
			}
		});
	});

	describe('an account of another organization', () => {
		test('is never found: not by sign-in name, identifier, account number, address or name', async () => {
			const other = await createOrganization(db, 'SP 2');
			const pupil = await pupilNamed('Zosia Obca', other.id, { externalId: 'U-1' });
			const { email } = await createPerson(db, 'Darek');
			const id = await upload(
				[
					'Imię i nazwisko;Nazwa do logowania;Identyfikator;Numer konta;E-mail',
					`Zosia Obca;${pupil.signInName};;;`,
					`Zosia Druga;;U-1;;`,
					`Zosia Trzecia;;;${pupil.id};`,
					`Darek;;;;${email}`
				].join('\n')
			);
			const { rows } = await preview(id);
			expect(rows.map(({ verdict, account, candidates }) => [verdict, account, candidates])).toEqual([
				['new', null, []],
				['new', null, []],
				['new', null, []],
				['invited', null, []]
			]);
			await apply(id);
			const ids = (await membersOf()).map((member) => member.id);
			expect(ids).toHaveLength(3);
			expect(ids).not.toContain(pupil.id);
			const kept = await db
				.selectFrom('userAccount')
				.select(['displayName', 'organizationId', 'externalId', 'signInName'])
				.where('id', '=', pupil.id)
				.executeTakeFirstOrThrow();
			expect(kept).toEqual({
				displayName: 'Zosia Obca',
				organizationId: other.id,
				externalId: 'U-1',
				signInName: pupil.signInName
			});
		});

		test('keeps its previews to itself', async () => {
			const id = await upload('Imię\nOla\n');
			const other = await createOrganization(db, 'SP 2');
			const elsewhere = { organizationId: other.id, learnerGroupId: place.learnerGroupId };
			await expect(getImport(db, elsewhere, id, monday)).rejects.toMatchObject({ status: 404 });
			const otherGroup = { organizationId: place.organizationId, learnerGroupId: null };
			await expect(getImport(db, otherGroup, id, monday)).rejects.toMatchObject({ status: 404 });
		});
	});

	test('a row with an address gets an invitation, whether or not there is an account', async () => {
		const { email } = await createPerson(db, 'Ewa');
		const address = email ?? '';
		const fresh = `${randomUUID()}@gmina.example`;
		const id = await upload(`Imię i nazwisko;Adres e-mail\nEwa Lis;${address}\nJan Lis;${fresh}\n`);
		const { rows } = await preview(id);
		expect(new Set(rows.map(({ verdict, remark }) => `${verdict} ${remark}`)).size).toBe(1);
		await apply(id);
		expect(await namesOf()).toEqual([]);
		const mails = await db.selectFrom('outbox').select('payload').where('kind', '=', 'mail').execute();
		expect(mails.filter(({ payload }) => payload.includes(address) || payload.includes(fresh))).toHaveLength(2);
		const again = await upload(`Imię i nazwisko;Adres e-mail\nEwa Lis;${address}\nJan Lis;${fresh}\n`);
		expect(await verdictsOf(again)).toEqual(['present', 'present']);
	});

	describe('a preview', () => {
		test('is refused once anything it rests on has changed, and shows the new state', async () => {
			const id = await upload('Imię\nOla\n');
			const roster = await getImport(db, place, id, monday);
			const { fingerprint } = await judgeImport(db, roster, monday);
			await read('Imię\nOla\n');
			const decision = { fingerprint, choices: new Map<number, RowChoice>([[2, 'new']]), origin };
			await expect(applyImport(db, anna, roster, decision, monday)).rejects.toMatchObject({
				code: 'changed_meanwhile'
			});
			expect(await verdictsOf(id)).toEqual(['duplicate']);
			expect(await namesOf()).toEqual(['Ola']);
		});

		test('is refused when the group went into the archive', async () => {
			const id = await upload('Imię\nOla\n');
			const archivedAt = monday.toISOString();
			await db.updateTable('learnerGroup').set({ archivedAt }).where('id', '=', place.learnerGroupId).execute();
			await expect(apply(id)).rejects.toMatchObject({ status: 409 });
			expect(await namesOf()).toEqual([]);
		});

		test('is gone after a day', async () => {
			const id = await upload('Imię\nOla\n');
			const tuesday = new Date(monday.getTime() + DAY);
			await expect(getImport(db, place, id, tuesday)).rejects.toMatchObject({ status: 404 });
			await deleteOldImports(db, tuesday);
			const left = await db.selectFrom('rosterRow').select('line').where('rosterImportId', '=', id).execute();
			expect(left).toEqual([]);
		});

		test('is thrown away by hand, once; a list that was read in is not, nor one of another group', async () => {
			const id = await upload('Imię\nOla\n');
			const elsewhere = { ...place, learnerGroupId: 'inna' };
			await expect(discardPreview(db, elsewhere, id, monday)).rejects.toMatchObject({ status: 404 });
			await discardPreview(db, place, id, monday);
			expect(await db.selectFrom('rosterRow').select('line').where('rosterImportId', '=', id).execute()).toEqual([]);
			await expect(discardPreview(db, place, id, monday)).rejects.toMatchObject({ status: 404 });
			const applied = await read('Imię\nKuba\n');
			await expect(discardPreview(db, place, applied, monday)).rejects.toMatchObject({ status: 409 });
		});

		test('how headings were understood is forgotten two years after the last file that had them', async () => {
			const roster = await getImport(db, place, await upload('Ksywa\nOla\n'), monday);
			await changeColumns(db, roster, { headings: ['Ksywa'], roles: ['name'], hasHeadings: true }, monday);
			const count = async () =>
				(
					await db
						.selectFrom('headerMapping')
						.select('signature')
						.where('organizationId', '=', place.organizationId)
						.execute()
				).length;
			await deleteOldImports(db, new Date('2028-11-23T08:00:00.000Z'));
			expect(await count()).toBe(1);
			await deleteOldImports(db, new Date('2028-11-24T08:00:00.000Z'));
			expect(await count()).toBe(0);
		});

		test('understands columns as somebody of the organization said the last time', async () => {
			const text = 'Ksywa;Drużyna 2\nOla;Lisy\n';
			const id = await upload(text);
			const roster = await getImport(db, place, id, monday);
			const fields = new FormData();
			fields.set('kolumna-0', 'name');
			fields.set('kolumna-1', 'team');
			fields.set('naglowki', 'on');
			const { columns } = readColumns(fields, roster.columns);
			if (!columns) throw new Error('The columns were refused.');
			await changeColumns(db, roster, columns, monday);
			expect((await preview(id)).rows[0]).toMatchObject({ verdict: 'new', person: { name: 'Ola', team: 'Lisy' } });
			const other = await createOrganization(db, 'SP 2');
			const rolesIn = async (organizationId: string) =>
				(await understandTable(db, organizationId, 'x', readTable(new TextEncoder().encode(text)))).columns.roles;
			expect(await rolesIn(place.organizationId)).toEqual(['name', 'team']);
			expect(await rolesIn(other.id)).toEqual(['ignored', 'ignored']);
		});
	});

	describe('taken back within thirty days', () => {
		const undo = async (id: string, now = monday) => undoImport(db, anna, await getImport(db, place, id, now), now);

		test('removes accounts nobody has used, for ever, and nothing that was there before', async () => {
			await read('Imię\nEwa\n');
			const id = await read('Imię\nOla\nKuba\n');
			const made = (await membersOf()).filter(({ displayName }) => displayName !== 'Ewa');
			await undo(id, new Date(monday.getTime() + 29 * DAY));
			expect(await namesOf()).toEqual(['Ewa']);
			const erased = await db
				.selectFrom('erasedAccount')
				.select('id')
				.where(
					'id',
					'in',
					made.map((one) => one.id)
				)
				.execute();
			expect(erased).toHaveLength(2);
		});

		test('leaves who has signed in, set a password, learned or joined another group, and says why', async () => {
			const id = await read('Imię\nAla\nBasia\nCela\nDaga\nEla\n');
			const people = new Map((await membersOf()).map((member) => [member.displayName, member.id]));
			const idOf = (name: string) => people.get(name) ?? '';
			await startSignIn(db, idOf('Ala'), { device: 'test' });
			await db.updateTable('userAccount').set({ mustChangePassword: 0 }).where('id', '=', idOf('Basia')).execute();
			await db
				.updateTable('enrollment')
				.set({ lastActivityAt: monday.toISOString() })
				.where('userAccountId', '=', idOf('Cela'))
				.execute();
			const other = await createGroupWith(db, { id: place.organizationId }, [{ id: idOf('Daga') }], 'kurs');
			expect(other.id).not.toBe(place.learnerGroupId);
			const staying = [
				['Ala', 'signedIn'],
				['Basia', 'signedIn'],
				['Cela', 'learned'],
				['Daga', 'otherGroup']
			];
			const said = async () => (await peopleWhoStay(db, id)).map(({ displayName, reason }) => [displayName, reason]);
			expect(await said()).toEqual(staying);
			await undo(id);
			expect(await namesOf()).toEqual(['Ala', 'Basia', 'Cela', 'Daga']);
			expect(await said()).toEqual(staying);
		});

		test('takes a pupil of the organization out of the group and keeps the account', async () => {
			const pupil = await pupilNamed('Łucja Nowak', place.organizationId);
			const id = await upload(`Imię;Login\nŁucja;${pupil.signInName}\n`);
			expect((await preview(id)).rows[0]).toMatchObject({ verdict: 'new', account: { id: pupil.id } });
			await apply(id);
			await undo(id);
			expect(await namesOf()).toEqual([]);
			expect(await db.selectFrom('userAccount').select('id').where('id', '=', pupil.id).execute()).toHaveLength(1);
		});

		test('makes invitations nobody has accepted worthless', async () => {
			const id = await read(`E-mail\n${randomUUID()}@gmina.example\n`);
			await undo(id);
			const invitations = await db
				.selectFrom('invitation')
				.select('revokedAt')
				.where('learnerGroupId', '=', place.learnerGroupId)
				.execute();
			expect(invitations).toEqual([{ revokedAt: monday.toISOString() }]);
		});

		test('works once, not before and not later', async () => {
			const waiting = await upload('Imię\nOla\n');
			await expect(undo(waiting)).rejects.toMatchObject({ code: 'too_late_to_undo' });
			const id = await read('Imię\nOla\n');
			await expect(undo(id, new Date(monday.getTime() + 30 * DAY))).rejects.toMatchObject({ code: 'too_late_to_undo' });
			await undo(id);
			await expect(undo(id)).rejects.toMatchObject({ code: 'too_late_to_undo' });
			await expect(apply(id)).rejects.toMatchObject({ status: 409 });
		});

		test('and carried out, a list leaves entries in the audit log that name ids only', async () => {
			const id = await read('Imię\nOla Tajna\n');
			const [ola] = await membersOf();
			await undo(id);
			const entries = await db
				.selectFrom('auditLog')
				.select(['action', 'detail', 'organizationId'])
				.where('subjectId', '=', id)
				.orderBy('sequence')
				.execute();
			expect(entries.map(({ action }) => action)).toEqual(['roster.applied', 'roster.undone']);
			expect(entries.every(({ organizationId }) => organizationId === place.organizationId)).toBe(true);
			expect(JSON.stringify(entries)).toContain(ola?.id);
			expect(JSON.stringify(entries)).not.toContain('Tajna');
		});
	});

	test('a thousand people take two seconds of the processor at most', async () => {
		const rows = Array.from({ length: 1000 }, (_, at) => `Jan Kowalski ${at};U${at};Zespół ${at % 4}`);
		const id = await upload(`Imię i nazwisko;Identyfikator;Zespół\n${rows.join('\n')}\n`);
		const began = process.cpuUsage();
		await apply(id);
		const { user, system } = process.cpuUsage(began);
		expect(await membersOf()).toHaveLength(1000);
		expect(user + system).toBeLessThan(2_000_000);
	});
});
