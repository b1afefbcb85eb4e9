import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { isPlainText } from '#lib/accounts/account-forms.ts';
import { addLearners } from '#lib/groups/server/members.ts';
import { exportPeople } from '#lib/rosters/server/export.ts';
import { createImport, getImport, understandTable } from '#lib/rosters/server/imports.ts';
import { judgeImport } from '#lib/rosters/server/judge.ts';
import { openAccounts } from '#lib/rosters/server/open-accounts.ts';
import type { Db } from '#lib/server/db/db.ts';
import { readTable } from '#lib/spreadsheets/server/read-table.ts';
import { writeCsv } from '#lib/spreadsheets/server/write-csv.ts';
import { writeOds } from '#lib/spreadsheets/server/write-ods.ts';
import { writeXlsx } from '#lib/spreadsheets/server/write-xlsx.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createGroupWith, createOrganization } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const now = new Date('2026-11-23T08:00:00.000Z');
const WRITERS = [writeCsv, writeXlsx, writeOds];

describeOnBothDatabases('the people of a group as a file', (getDb) => {
	let db: Db;
	let school: { id: string };
	let anna: { id: string; address: string };

	beforeAll(async () => {
		db = getDb();
		school = await createOrganization(db, 'SP 1');
		anna = { id: (await createPerson(db, 'Anna')).id, address: '192.0.2.1' };
	});

	const newGroup = (learners: { id: string }[] = []) => createGroupWith(db, school, learners, 'kurs');

	const exportOf = (groupId: string) => exportPeople(db, anna, { id: groupId, organizationId: school.id }, now);

	async function judgeExport(groupId: string, write: (typeof WRITERS)[number]) {
		const bytes = await write(await exportOf(groupId));
		const list = await understandTable(db, school.id, 'osoby', readTable(bytes));
		const place = { organizationId: school.id, learnerGroupId: groupId };
		const id = await createImport(db, place, anna.id, list, now);
		return (await judgeImport(db, await getImport(db, place, id, now), now)).rows;
	}

	test('comes back with everybody already there, whatever they are called', async () => {
		const name = fc
			.string({ unit: 'grapheme', minLength: 2, maxLength: 30 })
			.map((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
			.filter((text) => text.length >= 2 && isPlainText(text) && text.isWellFormed());
		const hostile = fc.constantFrom('=1+1', '+48', '-5', '@ola', "'=x", '"Ola"', 'a;b', 'Ola\u00a0K.', '04211512345');
		const people = fc.array(fc.oneof(name, hostile), { minLength: 1, maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(people, fc.constantFrom(...WRITERS), async (names, write) => {
				const group = await newGroup();
				const drafts = names.map((displayName) => ({ id: crypto.randomUUID(), displayName, externalId: null }));
				await openAccounts(db, drafts, school.id, now);
				const ids = drafts.map(({ id }) => id);
				await addLearners(db, group.id, ids, now);
				const rows = await judgeExport(group.id, write);
				expect(rows.map(({ verdict }) => verdict)).toEqual(names.map(() => 'present'));
				expect(new Set(rows.map(({ account }) => account?.id))).toEqual(new Set(ids));
			}),
			{ numRuns: 40 }
		);
	});

	test('holds an address only where the group’s staff wrote to it, and comes back all the same', async () => {
		const own = await createPerson(db, 'Bartek');
		const invited = await createPerson(db, 'Ewa');
		const group = await newGroup([own, invited]);
		await db
			.insertInto('invitation')
			.values({
				id: 'd'.repeat(64),
				organizationId: school.id,
				learnerGroupId: group.id,
				role: null,
				email: invited.email,
				displayName: null,
				createdBy: anna.id,
				createdAt: now.toISOString(),
				expiresAt: now.toISOString(),
				acceptedAt: now.toISOString(),
				acceptedBy: invited.id,
				revokedAt: null
			})
			.execute();
		const text = new TextDecoder().decode(writeCsv(await exportOf(group.id)));
		expect(text).toContain(invited.email);
		expect(text).not.toContain(own.email);
		for (const write of WRITERS) {
			expect((await judgeExport(group.id, write)).map(({ verdict }) => verdict)).toEqual(['present', 'present']);
		}
	});

	test('is noted in the audit log', async () => {
		const group = await newGroup();
		await exportOf(group.id);
		const entries = await db.selectFrom('auditLog').select('action').where('subjectId', '=', group.id).execute();
		expect(entries).toEqual([{ action: 'roster.exported' }]);
	});
});
