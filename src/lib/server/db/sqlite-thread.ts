import { once } from 'node:events';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { CLOSE, type Order, type Reply, type WriterData } from './sqlite-order.ts';

/** Beside the built server; tests, commands and development run the source. */
const FILE = resolve(
	import.meta.url.endsWith('.ts') ? 'src/lib/server/db/sqlite-writer-thread.ts' : 'build/sqlite-writer-thread.js'
);
const HEAP_MIB = 256;

interface Waiting {
	resolve: (outcome: unknown) => void;
	reject: (error: Error) => void;
}

/** The thread that writes, as the main thread sees it. It keeps the process alive only while it works. */
export class WriterThread {
	readonly #worker: Worker;
	#waiting: Waiting | null = null;
	#isRunning = true;
	#isInTransaction = false;
	#wasLockedOut = false;

	constructor(path: string, busyTimeoutMs: number) {
		const workerData: WriterData = { path, busyTimeoutMs };
		this.#worker = new Worker(FILE, {
			workerData,
			execArgv: [],
			resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB }
		});
		this.#worker.unref();
		this.#worker.on('message', (reply: Reply) => this.#take(reply));
		this.#worker.on('error', (error: Error) => this.#end(error));
		this.#worker.on('exit', () => this.#end(new Error('It ended by itself.')));
	}

	get isRunning(): boolean {
		return this.#isRunning;
	}

	get isInTransaction(): boolean {
		return this.#isInTransaction;
	}

	/** Whether another program's lock made the last order fail. */
	get wasLockedOut(): boolean {
		return this.#wasLockedOut;
	}

	/** @throws SqliteError what SQLite says; `SQLITE_IOERR` when the thread ends before it replies */
	run(order: Order): Promise<unknown> {
		if (!this.#isRunning) return Promise.reject(endedEarly());
		return new Promise((resolve, reject) => {
			this.#worker.postMessage(order);
			this.#worker.ref();
			this.#waiting = { resolve, reject };
		});
	}

	/** Copies the log into the file and lets go of it. */
	async close(): Promise<void> {
		if (!this.#isRunning) return;
		this.#isRunning = false;
		const exit = once(this.#worker, 'exit');
		this.#worker.postMessage(CLOSE);
		this.#worker.ref();
		await exit;
	}

	#take(reply: Reply) {
		this.#isInTransaction = reply.isInTransaction;
		this.#wasLockedOut = 'code' in reply && reply.code === 'SQLITE_BUSY';
		const waiting = this.#waiting;
		this.#waiting = null;
		this.#worker.unref();
		if ('outcome' in reply) waiting?.resolve(reply.outcome);
		else waiting?.reject(reply.code ? new Database.SqliteError(reply.error.message, reply.code) : reply.error);
	}

	/** Whatever was open is rolled back: the connection is closed with its thread. */
	#end(error: Error) {
		if (!this.#isRunning) return;
		this.#isRunning = false;
		this.#isInTransaction = false;
		console.error('The thread that writes to the database ended:', error);
		this.#waiting?.reject(endedEarly());
	}
}

export const endedEarly = () =>
	new Database.SqliteError('The thread that writes to the database ended before it replied.', 'SQLITE_IOERR');
