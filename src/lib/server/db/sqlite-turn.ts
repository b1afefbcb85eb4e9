import Database from 'better-sqlite3';
import type { Outcome, Statement, Work } from './sqlite-order.ts';
import type { SharedCommit } from './sqlite-shared-commit.ts';
import type { WriterThread } from './sqlite-thread.ts';

/** Another program that holds the lock longer fails the write: whoever sent it tries again. */
export const BUSY_TIMEOUT_MS = 2_000;

/** The right to write: for one transaction, which begins with its first statement. */
export class Turn {
	readonly #thread: WriterThread;
	readonly #commit: SharedCommit;
	readonly #askedAt: number;
	readonly #passOn: () => void;
	#hasBegun = false;
	#isOver = false;

	/** @param askedAt when the wait for it began, as `performance.now()` tells */
	constructor(thread: WriterThread, commit: SharedCommit, askedAt: number, passOn: () => void) {
		this.#thread = thread;
		this.#commit = commit;
		this.#askedAt = askedAt;
		this.#passOn = passOn;
	}

	/** @throws SqliteError what SQLite says, and for a transaction that a failure has ended */
	run(statement: Statement): Promise<Outcome> {
		return this.#send(statement, false) as Promise<Outcome>;
	}

	/** The transaction from beginning to end: one message where nobody shares its commit. */
	async runWhole(task: Statement | Work): Promise<unknown> {
		const commits = !this.#commit.isShared;
		let outcome: unknown;
		try {
			outcome = await this.#send(task, commits);
		} catch (error) {
			await this.rollback();
			throw error;
		}
		if (!commits) await this.commit();
		return outcome;
	}

	/** Resolves once it is on disk; who waits for the turn has it already. */
	async commit(): Promise<void> {
		if (!this.#hasBegun) return;
		if (!this.#thread.isInTransaction) throw ended();
		this.#hasBegun = false;
		const committed = this.#commit.join();
		this.release();
		await committed;
	}

	/** What it saw of those before it, which it may tell of, is on disk by then. */
	async rollback(): Promise<void> {
		// A full disk may make SQLite roll back by itself.
		if (!this.#hasBegun || !this.#thread.isInTransaction) return;
		if (!this.#commit.isAwaited) {
			await this.run(command('rollback'));
			return;
		}
		await this.run(command('rollback to turn'));
		await this.commit();
	}

	release(): void {
		if (this.#isOver) return;
		this.#isOver = true;
		this.#passOn();
	}

	async #send(task: Statement | Work, commits: boolean): Promise<unknown> {
		if (this.#hasBegun && !this.#thread.isInTransaction) throw ended();
		const begins = !this.#hasBegun;
		this.#hasBegun = true;
		try {
			return await this.#thread.run({ task, begins, commits, patienceMs: this.#patienceMs() });
		} catch (error) {
			if (!this.#thread.isInTransaction) this.#commit.fail(error as Error);
			throw error;
		}
	}

	/** Those who queued behind a lock waited for it together, and do not wait again one after the other. */
	#patienceMs(): number {
		if (!this.#thread.wasLockedOut) return BUSY_TIMEOUT_MS;
		return Math.max(0, Math.ceil(BUSY_TIMEOUT_MS - (performance.now() - this.#askedAt)));
	}
}

export const command = (sql: string): Statement => ({ sql, parameters: [] });

const ended = () => new Database.SqliteError('The transaction was rolled back because of a failure.', 'SQLITE_ABORT');
