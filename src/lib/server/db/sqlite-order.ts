import type { WorkName } from './writer-work.ts';

/** What the thread that writes is started with. */
export interface WriterData {
	path: string;
	busyTimeoutMs: number;
}

/** One message to the thread that writes; the next one is sent when the reply is there. */
export interface Order {
	task: Statement | Work;
	/** A transaction begins before it: inside the one that is open already, where transactions share a commit. */
	begins: boolean;
	/** Everything that is open is committed after it. */
	commits: boolean;
	/** How long it may wait for a lock that another program holds, in milliseconds. */
	patienceMs: number;
}

export interface Statement {
	sql: string;
	parameters: readonly unknown[];
}

/** Many statements in one message. */
export interface Work {
	work: WorkName;
	input: unknown;
}

/** What comes of a statement. */
export interface Outcome {
	rows: Record<string, unknown>[];
	/** Of a statement that returns no rows. */
	changes?: number;
	lastInsertRowid?: number | bigint;
}

/** What came of an order, and whether a transaction is open after it: SQLite may have rolled back by itself. */
export type Reply = { isInTransaction: boolean } & (
	| { outcome: unknown }
	/** `code`: SQLite's; absent when the failure is not its own. */
	| { error: Error; code: string | undefined }
);

/** The last order: closes the file. */
export const CLOSE = 'close';
