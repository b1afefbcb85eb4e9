import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { listAuditChains, pruneAuditChain, verifyAuditChain } from '#lib/server/audit-chain.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import { inTransaction, openDatabase, type Db } from '#lib/server/db/db.ts';
import { createTestDatabase, describeOnBothDatabases, type TestDatabase } from '../support/databases.ts';
import { createOrganization } from '../support/organizations.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

const deed = (organizationId: string | null, subjectId: string) => ({
	actorId: 'anna',
	organizationId,
	action: 'pupil.blocked',
	subjectKind: 'userAccount',
	subjectId
});

/** Whoever has the whole database can switch its guards off: what they then change must show. */
async function withoutGuards(db: Db, engine: 'sqlite' | 'postgres', change: () => Promise<unknown>) {
	if (engine === 'postgres') {
		await sql`alter table audit_log disable trigger user`.execute(db);
		await change();
		await sql`alter table audit_log enable trigger user`.execute(db);
		return;
	}
	const guards = await sql<{ name: string; sql: string }>`
		select name, sql from sqlite_master where type = 'trigger'`.execute(db);
	for (const { name } of guards.rows) await sql.raw(`drop trigger ${name}`).execute(db);
	await change();
	for (const guard of guards.rows) await sql.raw(guard.sql).execute(db);
}

describeOnBothDatabases('the chain of the audit log', (getDb, engine) => {
	async function writeEntries(count: number): Promise<string> {
		const { id } = await createOrganization(getDb(), 'Szkoła Podstawowa nr 1');
		for (let index = 0; index < count; index++) {
			await writeAudit(getDb(), { ...deed(id, `uczeń ${index}`), detail: { index } }, minutes(index));
		}
		return id;
	}

	const entryAt = (chain: string, sequence: number) =>
		getDb().selectFrom('auditLog').selectAll().where('chain', '=', chain).where('sequence', '=', sequence);

	test('each organization has its own, numbered from 1, and the platform one', async () => {
		const school = await writeEntries(3);
		const other = await writeEntries(2);
		await writeAudit(getDb(), deed(null, 'ktoś'), now);
		expect(await listAuditChains(getDb())).toEqual(expect.arrayContaining([school, other, 'platform']));
		expect(await verifyAuditChain(getDb(), school)).toMatchObject({ isWhole: true, entryCount: 3, lastSequence: 3 });
		expect(await verifyAuditChain(getDb(), other)).toMatchObject({ isWhole: true, entryCount: 2, lastSequence: 2 });
		expect(await verifyAuditChain(getDb(), 'platform')).toMatchObject({ isWhole: true, lastSequence: 1 });
	});

	test('a chain nobody has begun is whole', async () => {
		expect(await verifyAuditChain(getDb(), 'nikt')).toMatchObject({ isWhole: true, entryCount: 0 });
	});

	test('an entry of a deed that failed leaves no gap', async () => {
		const school = await writeEntries(1);
		const failing = inTransaction(getDb(), async (trx) => {
			await writeAudit(trx, deed(school, 'nie doszło'), now);
			throw new Error('no further');
		});
		await expect(failing).rejects.toThrow('no further');
		await writeAudit(getDb(), deed(school, 'doszło'), now);
		expect(await verifyAuditChain(getDb(), school)).toMatchObject({ isWhole: true, lastSequence: 2 });
	});

	test('the database refuses to change or delete an entry', async () => {
		const school = await writeEntries(2);
		const change = getDb().updateTable('auditLog').set({ actorId: 'darek' }).where('chain', '=', school).execute();
		await expect(change).rejects.toThrow(/never changed/);
		const removal = getDb().deleteFrom('auditLog').where('chain', '=', school).execute();
		await expect(removal).rejects.toThrow(/by retention only/);
		if (engine === 'postgres') await expect(sql`truncate audit_log`.execute(getDb())).rejects.toThrow(/never changed/);
		expect(await verifyAuditChain(getDb(), school)).toMatchObject({ isWhole: true, entryCount: 2 });
	});

	test('an entry from before there were chains is kept for three months and then may go', async () => {
		const entry = { ...deed(null, 'dawno'), outcome: 'done', address: null, detail: null };
		const old = { ...entry, id: 'old', happenedAt: new Date(Date.now() - 100 * 86_400_000).toISOString() };
		const fresh = { ...entry, id: 'fresh', happenedAt: new Date().toISOString() };
		const chain = { chain: null, sequence: null, hash: null };
		for (const one of [old, fresh]) {
			await getDb()
				.insertInto('auditLog')
				.values({ ...one, ...chain })
				.execute();
		}
		await getDb().deleteFrom('auditLog').where('id', '=', 'old').execute();
		await expect(getDb().deleteFrom('auditLog').where('id', '=', 'fresh').execute()).rejects.toThrow(/retention/);
	});

	test('retention takes the beginning, and what stays is whole', async () => {
		const school = await writeEntries(5);
		const prune = (before: Date) => inTransaction(getDb(), (trx) => pruneAuditChain(trx, school, before.toISOString()));
		expect(await prune(minutes(0))).toBe(0);
		expect(await prune(minutes(2))).toBe(2);
		expect(await verifyAuditChain(getDb(), school)).toMatchObject({ isWhole: true, entryCount: 3, lastSequence: 5 });
		expect(await prune(minutes(60))).toBe(3);
		expect(await prune(minutes(60))).toBe(0);
		await writeAudit(getDb(), deed(school, 'następny'), minutes(61));
		expect(await verifyAuditChain(getDb(), school)).toMatchObject({ isWhole: true, entryCount: 1, lastSequence: 6 });
	});

	test('a changed entry is found', async () => {
		const school = await writeEntries(4);
		const change = () =>
			getDb().updateTable('auditLog').set({ actorId: 'darek' }).where('chain', '=', school).where('sequence', '=', 2);
		await withoutGuards(getDb(), engine, () => change().execute());
		expect(await verifyAuditChain(getDb(), school)).toEqual({ isWhole: false, sequence: 2, fault: 'changed' });
	});

	test('a missing entry is found: in the middle, at the beginning and at the end', async () => {
		for (const gone of [2, 1, 4]) {
			const school = await writeEntries(4);
			const removal = () => getDb().deleteFrom('auditLog').where('chain', '=', school).where('sequence', '=', gone);
			await withoutGuards(getDb(), engine, () => removal().execute());
			expect(await verifyAuditChain(getDb(), school)).toEqual({ isWhole: false, sequence: gone, fault: 'missing' });
		}
	});

	test('an entry written anew with a hash of its own is found at the next one', async () => {
		const school = await writeEntries(3);
		const other = await writeEntries(3);
		const { hash } = await entryAt(other, 2).executeTakeFirstOrThrow();
		const change = () =>
			getDb().updateTable('auditLog').set({ hash }).where('chain', '=', school).where('sequence', '=', 2);
		await withoutGuards(getDb(), engine, () => change().execute());
		expect(await verifyAuditChain(getDb(), school)).toMatchObject({ isWhole: false, sequence: 2 });
	});

	test('a chain of many pages is followed to its end', async () => {
		const { id } = await createOrganization(getDb(), 'Szkoła Podstawowa nr 2');
		await inTransaction(getDb(), async (trx) => {
			for (let index = 0; index < 1_201; index++) await writeAudit(trx, deed(id, String(index)), now);
		});
		expect(await verifyAuditChain(getDb(), id)).toMatchObject({ isWhole: true, entryCount: 1_201 });
	});
});

describe('two programs on PostgreSQL', () => {
	let database: TestDatabase;
	let second: Db;
	beforeAll(async () => {
		database = await createTestDatabase('postgres');
		second = openDatabase(database.address);
	});
	afterAll(async () => {
		await second.destroy();
		await database.drop();
	});

	test('200 deeds at once, each with its entry, give chains without gaps', async () => {
		const school = await createOrganization(database.db, 'Szkoła Podstawowa nr 1');
		const deeds = Array.from({ length: 200 }, (_, index) =>
			inTransaction(index % 2 ? database.db : second, async (trx) => {
				await writeAudit(trx, deed(index % 5 ? school.id : null, String(index)), now);
			})
		);
		await Promise.all(deeds);
		expect(await verifyAuditChain(second, school.id)).toMatchObject({ isWhole: true, entryCount: 160 });
		expect(await verifyAuditChain(second, 'platform')).toMatchObject({ isWhole: true, entryCount: 40 });
	});
});
