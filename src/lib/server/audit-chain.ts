import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Db, Trx } from './db/db.ts';
import type { AuditChainTable, AuditLogTable } from './db/tables/records.ts';

export type AuditRow = Selectable<AuditLogTable>;
type AuditChain = Selectable<AuditChainTable>;

const ENTRIES_AT_ONCE = 500;

/** An organization has a chain of its own; everything else is in the platform's. */
export const chainOf = (organizationId: string | null): string => organizationId ?? 'platform';

/**
 * SHA-256, in hexadecimal, of the canonical text of an entry: a JSON array, without spaces, of the hash before it (empty
 * for the first), chain, sequence, id, instant, actor, organization, action, kind and id of the subject, outcome, address
 * and detail, each as stored.
 */
export function hashEntry(row: Omit<AuditRow, 'hash'>, hashBefore: string): string {
	const { chain, sequence, id, happenedAt, actorId, organizationId } = row;
	const { action, subjectKind, subjectId, outcome, address, detail } = row;
	const what = [action, subjectKind, subjectId, outcome, address, detail];
	const text = JSON.stringify([hashBefore, chain, sequence, id, happenedAt, actorId, organizationId, ...what]);
	return createHash('sha256').update(text).digest('hex');
}

/** The end of a chain, begun if it is new; until the transaction ends nobody else can add to the chain. */
export async function lockChain(trx: Trx, name: string): Promise<AuditChain> {
	return trx
		.insertInto('auditChain')
		.values({ name, lastSequence: 0, lastHash: '', baseSequence: 0, baseHash: '' })
		.onConflict((conflict) => conflict.column('name').doUpdateSet({ name }))
		.returningAll()
		.executeTakeFirstOrThrow();
}

/** The names of all chains. */
export async function listAuditChains(db: Db): Promise<string[]> {
	const rows = await db.selectFrom('auditChain').select('name').orderBy('name').execute();
	return rows.map(({ name }) => name);
}

/**
 * Deletes the entries at the beginning of a chain that are older than an instant. What stays is still whole: the chain
 * remembers where it now begins.
 * @param before ISO instant; an entry of exactly then stays, and so does everything written after it
 * @returns how many were deleted
 */
export async function pruneAuditChain(trx: Trx, chain: string, before: string): Promise<number> {
	const { baseSequence, lastSequence } = await lockChain(trx, chain);
	const entries = trx.selectFrom('auditLog').where('chain', '=', chain);
	const firstKept = await entries
		.select('sequence')
		.where('happenedAt', '>=', before)
		.orderBy('sequence')
		.limit(1)
		.executeTakeFirst();
	const base = firstKept?.sequence ? firstKept.sequence - 1 : lastSequence;
	if (base === baseSequence) return 0;
	const { hash } = await entries.select('hash').where('sequence', '=', base).executeTakeFirstOrThrow();
	await trx
		.updateTable('auditChain')
		.set({ baseSequence: base, baseHash: hash ?? '' })
		.where('name', '=', chain)
		.execute();
	const { numDeletedRows } = await trx
		.deleteFrom('auditLog')
		.where('chain', '=', chain)
		.where('sequence', '<=', base)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

export type ChainVerdict =
	/** `lastHash` may be written down elsewhere: whoever has it can tell later whether the past was rewritten. */
	| { isWhole: true; entryCount: number; lastSequence: number; lastHash: string }
	| { isWhole: false; sequence: number; fault: 'missing' | 'changed' };

/** Finds the first entry of a chain that is missing or not as it was written; reads a few hundred entries at a time. */
export async function verifyAuditChain(db: Db, chain: string): Promise<ChainVerdict> {
	for (;;) {
		const end = await findChain(db, chain);
		if (!end) return { isWhole: true, entryCount: 0, lastSequence: 0, lastHash: '' };
		const verdict = await follow(db, end);
		if (verdict.isWhole) return verdict;
		// Retention may have taken the beginning away meanwhile.
		const { baseSequence = 0 } = (await findChain(db, chain)) ?? {};
		if (baseSequence < verdict.sequence) return verdict;
	}
}

const findChain = (db: Db, chain: string): Promise<AuditChain | undefined> =>
	db.selectFrom('auditChain').selectAll().where('name', '=', chain).executeTakeFirst();

async function follow(db: Db, chain: AuditChain): Promise<ChainVerdict> {
	const { name, baseSequence, baseHash, lastSequence, lastHash } = chain;
	let sequence = baseSequence;
	let hash = baseHash;
	while (sequence < lastSequence) {
		const rows = await db
			.selectFrom('auditLog')
			.selectAll()
			.where('chain', '=', name)
			.where('sequence', '>', sequence)
			.where('sequence', '<=', lastSequence)
			.orderBy('sequence')
			.limit(ENTRIES_AT_ONCE)
			.execute();
		if (rows.length === 0) return { isWhole: false, sequence: sequence + 1, fault: 'missing' };
		for (const row of rows) {
			sequence++;
			if (row.sequence !== sequence) return { isWhole: false, sequence, fault: 'missing' };
			hash = hashEntry(row, hash);
			if (row.hash !== hash) return { isWhole: false, sequence, fault: 'changed' };
		}
	}
	if (hash !== lastHash) return { isWhole: false, sequence, fault: 'changed' };
	return { isWhole: true, entryCount: lastSequence - baseSequence, lastSequence, lastHash };
}
