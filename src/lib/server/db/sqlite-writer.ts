import type { Statement, Work } from './sqlite-order.ts';
import { SharedCommit } from './sqlite-shared-commit.ts';
import { endedEarly, WriterThread } from './sqlite-thread.ts';
import { BUSY_TIMEOUT_MS, command, Turn } from './sqlite-turn.ts';

/**
 * The one writer of an SQLite file, in a thread that the first write starts. Whoever has the turn writes; the others
 * wait in the order they came, and those who queued while the disk was busy share the next commit. A thread that ended
 * by itself failed what it was doing; the next turn has a new one.
 */
export class SqliteWriter {
	readonly #path: string;
	readonly #commit = new SharedCommit();
	#thread: WriterThread | null = null;
	#lastTurn: Promise<void> = Promise.resolve();

	constructor(path: string) {
		this.#path = path;
	}

	/** Waits for the right to write, which the caller must release. */
	async takeTurn(): Promise<Turn> {
		const askedAt = performance.now();
		const before = this.#lastTurn;
		let next!: () => void;
		this.#lastTurn = new Promise((resolve) => (next = resolve));
		this.#commit.expected++;
		await before;
		this.#commit.expected--;
		const thread = this.#runningThread();
		return new Turn(thread, this.#commit, askedAt, () => void this.#passOn(thread, next));
	}

	/** Does one thing in a transaction of its own. */
	async runWhole(task: Statement | Work): Promise<unknown> {
		const turn = await this.takeTurn();
		try {
			return await turn.runWhole(task);
		} finally {
			turn.release();
		}
	}

	/** After everything that was asked for is written. */
	async close(): Promise<void> {
		await this.#lastTurn;
		await this.#thread?.close();
	}

	#runningThread(): WriterThread {
		if (this.#thread?.isRunning) return this.#thread;
		this.#commit.fail(endedEarly());
		this.#thread = new WriterThread(this.#path, BUSY_TIMEOUT_MS);
		return this.#thread;
	}

	async #passOn(thread: WriterThread, next: () => void): Promise<void> {
		if (this.#commit.isDue) await this.#commit.run(() => commitAll(thread));
		next();
	}
}

async function commitAll(thread: WriterThread): Promise<void> {
	const run = (sql: string) =>
		thread.run({ task: command(sql), begins: false, commits: false, patienceMs: BUSY_TIMEOUT_MS });
	try {
		await run('commit');
	} catch (error) {
		if (thread.isInTransaction) await run('rollback');
		throw error;
	}
}
