import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { keepStatements, openFile } from './sqlite-file.ts';
import { CLOSE, type Order, type Outcome, type Reply, type WriterData } from './sqlite-order.ts';

// The thread that writes to an SQLite file: every wait for the disk and for another program's lock happens here, and so
// does copying the log into the file. It carries out one order after the other.
const port = parentPort;
if (!port) throw new Error('This file runs in a thread of its own.');

/** The main thread's connection keeps what is read; this one what is written to. */
const CACHE_KIB = 64 * 1024;

const { path, busyTimeoutMs } = workerData as WriterData;
const database = openFile(path, { busyTimeoutMs, cacheKib: CACHE_KIB });
const prepare = keepStatements(database);
let patienceMs = busyTimeoutMs;

port.on('message', (order: Order | typeof CLOSE) => {
	if (order !== CLOSE) {
		port.postMessage(reply(order));
		return;
	}
	database.close();
	port.close();
});

function reply(order: Order): Reply {
	try {
		const outcome = carryOut(order);
		return { outcome, isInTransaction: database.inTransaction };
	} catch (error) {
		// An error loses its code on the way between threads.
		const code = error instanceof Database.SqliteError ? error.code : undefined;
		return { error: error as Error, code, isInTransaction: database.inTransaction };
	}
}

function carryOut(order: Order): Outcome {
	if (order.patienceMs !== patienceMs) {
		database.pragma(`busy_timeout = ${order.patienceMs}`);
		({ patienceMs } = order);
	}
	// Taken at once, the lock cannot fail a transaction half way that reads before it writes (SQLITE_BUSY_SNAPSHOT).
	if (order.begins) prepare('begin immediate').run();
	const statement = prepare(order.sql);
	if (statement.reader) return { rows: statement.all(order.parameters) as Outcome['rows'] };
	const { changes, lastInsertRowid } = statement.run(order.parameters);
	return { rows: [], changes, lastInsertRowid };
}
