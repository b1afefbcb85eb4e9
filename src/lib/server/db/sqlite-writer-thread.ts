import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { keepStatements, openFile } from './sqlite-file.ts';
import { CLOSE, type Order, type Outcome, type Reply, type Statement, type WriterData } from './sqlite-order.ts';
import type { createPerformer } from './sqlite-perform.ts';

// The thread that writes to an SQLite file: every wait for the disk and for another program's lock happens here, and so
// does copying the log into the file. It carries out one order after the other.
const port = parentPort;
if (!port) throw new Error('This file runs in a thread of its own.');

/** The main thread's connection keeps what is read; this one what is written to. */
const CACHE_KIB = 64 * 1024;

const { path, busyTimeoutMs } = workerData as WriterData;
const database = openFile(path, { busyTimeoutMs, cacheKib: CACHE_KIB });
const prepare = keepStatements(database);
let perform: ReturnType<typeof createPerformer> | undefined;
let patienceMs = busyTimeoutMs;

port.on('message', (order: Order | typeof CLOSE) => {
	if (order !== CLOSE) {
		void reply(order).then((answer) => port.postMessage(answer));
		return;
	}
	database.close();
	port.close();
});

async function reply(order: Order): Promise<Reply> {
	try {
		const outcome = await carryOut(order);
		return { outcome, isInTransaction: database.inTransaction };
	} catch (error) {
		// An error loses its code on the way between threads.
		const code = error instanceof Database.SqliteError ? error.code : undefined;
		return { error: error as Error, code, isInTransaction: database.inTransaction };
	}
}

async function carryOut(order: Order): Promise<unknown> {
	if (order.patienceMs !== patienceMs) {
		database.pragma(`busy_timeout = ${order.patienceMs}`);
		({ patienceMs } = order);
	}
	const { task } = order;
	// Loaded for the first work: whoever writes statements only needs no builder of queries.
	if ('work' in task) perform ??= (await import('./sqlite-perform.ts')).createPerformer(prepare);
	if (order.begins) begin();
	const outcome = 'work' in task ? await perform?.(task) : run(task);
	if (order.commits) prepare('commit').run([]);
	return outcome;
}

function begin() {
	// Taken at once, the lock cannot fail a transaction half way that reads before it writes (SQLITE_BUSY_SNAPSHOT).
	prepare(database.inTransaction ? 'savepoint turn' : 'begin immediate').run([]);
}

function run({ sql, parameters }: Statement): Outcome {
	const statement = prepare(sql);
	if (statement.reader) return { rows: statement.all(parameters) as Outcome['rows'] };
	const { changes, lastInsertRowid } = statement.run(parameters);
	return { rows: [], changes, lastInsertRowid };
}
