/** What the thread that writes is started with. */
export interface WriterData {
	path: string;
	busyTimeoutMs: number;
}

/** One statement for the thread that writes; the next one is sent when the reply is there. */
export interface Order {
	sql: string;
	parameters: readonly unknown[];
	/** A transaction begins with it. */
	begins: boolean;
	/** How long it may wait for a lock that another program holds, in milliseconds. */
	patienceMs: number;
}

export interface Outcome {
	rows: Record<string, unknown>[];
	/** Of a statement that returns no rows. */
	changes?: number;
	lastInsertRowid?: number | bigint;
}

/** What came of an order, and whether a transaction is open after it: SQLite may have rolled back by itself. */
export type Reply = { isInTransaction: boolean } & (
	| { outcome: Outcome }
	/** `code`: SQLite's; absent when the failure is not its own. */
	| { error: Error; code: string | undefined }
);

/** The last order: closes the file. */
export const CLOSE = 'close';
