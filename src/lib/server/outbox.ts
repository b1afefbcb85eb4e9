import { randomUUID } from 'node:crypto';
import type { Db } from './db/db.ts';

const LEASE_MS = 2 * 60_000;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
const MAX_TRIES = 8;

/** What the outbox keeps as JSON for each kind of work. */
export interface OutboxPayloads {
	mail: { to: string; subject: string; text: string; listUnsubscribe?: string };
}

export type OutboxKind = keyof OutboxPayloads;

export interface OutboxItem<K extends OutboxKind = OutboxKind> {
	id: string;
	kind: K;
	payload: OutboxPayloads[K];
	/** This try included. */
	tryCount: number;
	leaseToken: string;
}

/** Puts work into the outbox: inside the transaction of its cause, both happen or neither. */
export async function enqueue<K extends OutboxKind>(
	db: Db,
	kind: K,
	payload: OutboxPayloads[K],
	now: Date = new Date()
): Promise<string> {
	const id = randomUUID();
	await db
		.insertInto('outbox')
		.values({
			id,
			kind,
			payload: JSON.stringify(payload),
			state: 'waiting',
			createdAt: now.toISOString(),
			availableAt: now.toISOString(),
			tryCount: 0,
			leaseToken: null,
			lastError: null,
			finishedAt: null
		})
		.execute();
	return id;
}

/**
 * Takes work that is due, under a lease: until it ends nobody else gets the same, and if this process dies, somebody
 * will. The condition stands in the outer query too, because PostgreSQL looks at it again when two processes meet.
 */
export async function claim(db: Db, kinds: OutboxKind[], limit: number, now: Date = new Date()): Promise<OutboxItem[]> {
	if (kinds.length === 0) return [];
	const nowText = now.toISOString();
	const leaseToken = randomUUID();
	const rows = await db
		.updateTable('outbox')
		.set((eb) => ({
			leaseToken,
			availableAt: new Date(now.getTime() + LEASE_MS).toISOString(),
			tryCount: eb('tryCount', '+', 1)
		}))
		.where('id', 'in', (eb) =>
			eb
				.selectFrom('outbox')
				.select('id')
				.where('state', '=', 'waiting')
				.where('availableAt', '<=', nowText)
				.where('kind', 'in', kinds)
				.orderBy('availableAt')
				.limit(limit)
		)
		.where('state', '=', 'waiting')
		.where('availableAt', '<=', nowText)
		.returning(['id', 'kind', 'payload', 'tryCount'])
		.execute();
	return rows.map((row) => ({
		id: row.id,
		kind: row.kind as OutboxKind,
		payload: JSON.parse(row.payload) as OutboxPayloads[OutboxKind],
		tryCount: row.tryCount,
		leaseToken
	}));
}

/**
 * The work is done, unless the lease was lost meanwhile.
 * @param keepsPayload otherwise what was sent, links included, is forgotten
 */
export async function finish(db: Db, item: OutboxItem, keepsPayload: boolean, now: Date = new Date()): Promise<void> {
	await db
		.updateTable('outbox')
		.set({ state: 'done', finishedAt: now.toISOString(), leaseToken: null, lastError: null })
		.$if(!keepsPayload, (query) => query.set({ payload: '{}' }))
		.where('id', '=', item.id)
		.where('leaseToken', '=', item.leaseToken)
		.execute();
}

/** The work failed: it waits twice as long each time, and is given up after the eighth try. */
export async function postpone(db: Db, item: OutboxItem, error: unknown, now: Date = new Date()): Promise<void> {
	const isLast = item.tryCount >= MAX_TRIES;
	const message = error instanceof Error ? error.message : String(error);
	await db
		.updateTable('outbox')
		.set({
			state: isLast ? 'failed' : 'waiting',
			availableAt: new Date(now.getTime() + waitAfter(item.tryCount)).toISOString(),
			finishedAt: isLast ? now.toISOString() : null,
			leaseToken: null,
			lastError: message.slice(0, 500)
		})
		.where('id', '=', item.id)
		.where('leaseToken', '=', item.leaseToken)
		.execute();
}

/** 1, 2, 4 … minutes, never more than six hours. */
export function waitAfter(tryCount: number): number {
	return Math.min(FIRST_WAIT_MS * 2 ** (tryCount - 1), LONGEST_WAIT_MS);
}

/** How much work of a kind waits. */
export async function countWaiting(db: Db, kind: OutboxKind): Promise<number> {
	const row = await db
		.selectFrom('outbox')
		.select((eb) => eb.fn.countAll().as('count'))
		.where('state', '=', 'waiting')
		.where('kind', '=', kind)
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

/** Removes what was finished or given up long ago. */
export async function deleteOldWork(db: Db, now: Date = new Date()): Promise<void> {
	const weekAgo = new Date(now.getTime() - 7 * 24 * 3_600_000).toISOString();
	await db.deleteFrom('outbox').where('state', '!=', 'waiting').where('finishedAt', '<', weekAgo).execute();
}
