import { randomUUID } from 'node:crypto';
import { chainOf, hashEntry, lockChain } from './audit-chain.ts';
import { inTransaction, type Db } from './db/db.ts';

/** Who acts, as the log tells it. */
export interface Actor {
	id: string;
	/** Where the request came from. */
	address: string;
}

export interface AuditEntry {
	/** Who did it; null: nobody signed in, or the program itself. */
	actorId: string | null;
	organizationId?: string | null;
	/** `subject.deed`, such as `pupil.blocked`; its words stand in `#lib/audit/sentences.ts`. */
	action: string;
	subjectKind: string;
	subjectId: string;
	outcome?: 'done' | 'refused';
	/** Where the request came from. */
	address?: string | null;
	/** Kept as JSON; never answers, passwords, codes or tokens. */
	detail?: unknown;
}

/**
 * Appends to the chain of the organization, or of the platform. Inside a transaction the entry stands or falls with what
 * it tells about. The chain stays locked until the transaction ends: write entries last.
 */
export async function writeAudit(db: Db, entry: AuditEntry, now: Date = new Date()): Promise<void> {
	const organizationId = entry.organizationId ?? null;
	const name = chainOf(organizationId);
	await inTransaction(db, async (trx) => {
		const { lastSequence, lastHash } = await lockChain(trx, name);
		const row = {
			id: randomUUID(),
			happenedAt: now.toISOString(),
			actorId: entry.actorId,
			organizationId,
			action: entry.action,
			subjectKind: entry.subjectKind,
			subjectId: entry.subjectId,
			outcome: entry.outcome ?? 'done',
			address: entry.address ?? null,
			detail: entry.detail === undefined ? null : JSON.stringify(entry.detail),
			chain: name,
			sequence: lastSequence + 1
		};
		const hash = hashEntry(row, lastHash);
		await trx
			.insertInto('auditLog')
			.values({ ...row, hash })
			.execute();
		await trx
			.updateTable('auditChain')
			.set({ lastSequence: row.sequence, lastHash: hash })
			.where('name', '=', name)
			.execute();
	});
}
