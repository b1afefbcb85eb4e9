import Database from 'better-sqlite3';
import type { Outcome } from './sqlite-order.ts';
import { WriterThread } from './sqlite-thread.ts';

/** Another program that holds the lock longer fails the write: whoever sent it tries again. */
const BUSY_TIMEOUT_MS = 2_000;

/**
 * The one writer of an SQLite file, in a thread that the first write starts. Whoever has the turn writes; the others
 * wait in the order they came. A thread that ended by itself failed what it was doing; the next turn has a new one.
 */
export class SqliteWriter {
	readonly #path: string;
	#thread: WriterThread | null = null;
	#lastTurn: Promise<void> = Promise.resolve();

	constructor(path: string) {
		this.#path = path;
	}

	/** Waits for the right to write, which the caller must release. */
	async takeTurn(): Promise<Turn> {
		const askedAt = performance.now();
		const before = this.#lastTurn;
		let release!: () => void;
		this.#lastTurn = new Promise((resolve) => (release = resolve));
		await before;
		if (!this.#thread?.isRunning) this.#thread = new WriterThread(this.#path, BUSY_TIMEOUT_MS);
		return new Turn(this.#thread, askedAt, release);
	}

	/** After everything that was asked for is written. */
	async close(): Promise<void> {
		await this.#lastTurn;
		await this.#thread?.close();
	}
}

/** The right to write: for one statement, or for one transaction. */
export class Turn {
	readonly release: () => void;
	readonly #thread: WriterThread;
	readonly #askedAt: number;
	#transaction: 'none' | 'wanted' | 'begun' = 'none';

	constructor(thread: WriterThread, askedAt: number, release: () => void) {
		this.#thread = thread;
		this.#askedAt = askedAt;
		this.release = release;
	}

	/** The transaction begins with the first statement, which saves a message. */
	begin(): void {
		this.#transaction = 'wanted';
	}

	/** @throws SqliteError what SQLite says, and for a transaction that a failure has ended */
	run(sql: string, parameters: readonly unknown[]): Promise<Outcome> {
		if (this.#transaction === 'begun' && !this.#thread.isInTransaction) {
			throw new Database.SqliteError('The transaction was rolled back because of a failure.', 'SQLITE_ABORT');
		}
		const begins = this.#transaction === 'wanted';
		if (begins) this.#transaction = 'begun';
		return this.#thread.run({ sql, parameters, begins, patienceMs: this.#patienceMs() });
	}

	async commit(): Promise<void> {
		if (this.#transaction === 'begun') await this.run('commit', []);
	}

	/** A full disk may make SQLite roll back by itself. */
	async rollback(): Promise<void> {
		if (this.#thread.isInTransaction) await this.run('rollback', []);
	}

	/** Those who queued behind a lock waited for it together, and do not wait again one after the other. */
	#patienceMs(): number {
		if (!this.#thread.wasLockedOut) return BUSY_TIMEOUT_MS;
		return Math.max(0, Math.ceil(BUSY_TIMEOUT_MS - (performance.now() - this.#askedAt)));
	}
}
