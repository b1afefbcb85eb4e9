import { randomUUID } from 'node:crypto';
import type { Db } from './db/db.ts';

export interface AuditEntry {
	/** Who did it; null: nobody signed in, or the program itself. */
	actorId: string | null;
	organizationId?: string | null;
	/** `subject.deed`, such as `pupil.blocked`. */
	action: string;
	subjectKind: string;
	subjectId: string;
	outcome?: 'done' | 'refused';
	/** Where the request came from. */
	address?: string | null;
	/** Kept as JSON; never answers, passwords, codes or tokens. */
	detail?: unknown;
}

/** Appends to the audit log. Inside a transaction the entry stands or falls with what it tells about. */
export async function writeAudit(db: Db, entry: AuditEntry, now: Date = new Date()): Promise<void> {
	await db
		.insertInto('auditLog')
		.values({
			id: randomUUID(),
			happenedAt: now.toISOString(),
			actorId: entry.actorId,
			organizationId: entry.organizationId ?? null,
			action: entry.action,
			subjectKind: entry.subjectKind,
			subjectId: entry.subjectId,
			outcome: entry.outcome ?? 'done',
			address: entry.address ?? null,
			detail: entry.detail === undefined ? null : JSON.stringify(entry.detail)
		})
		.execute();
}
