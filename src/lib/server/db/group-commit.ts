import { driverCode, isUnavailable } from './db-errors.ts';

interface Waiting<I, O> {
	input: I;
	resolve: (output: O) => void;
	reject: (error: unknown) => void;
}

/** The longest that a write waits for others to share its commit. */
const LINGER_MS = 20;

/** Two transactions met the wrong way round; running again helps. */
const COLLISIONS = new Set(['40001', '40P01']);

/**
 * Lets writes that arrive together share one transaction, and so one wait for the disk: what comes in the same turn of
 * the event loop, or while a batch is being written, goes into the next batch. Each caller gets its own reply, after
 * the commit. When a batch fails because of one of its inputs, each is tried alone, so that a bad one fails only its
 * caller; when the database cannot write at all, all callers get that error at once.
 * @param run writes all inputs in one transaction and returns their outputs in the same order
 */
export function createGroupCommit<I, O>(
	run: (inputs: I[]) => Promise<O[]>,
	batchLimit = 200
): (input: I) => Promise<O> {
	const waiting: Waiting<I, O>[] = [];
	let isRunning = false;

	async function runAll() {
		isRunning = true;
		while (waiting.length > 0) {
			await untilNoneArrives();
			await runBatch(waiting.splice(0, batchLimit));
		}
		isRunning = false;
	}

	/** A lone write goes on in the next turn; in a rush each turn brings more, and a few milliseconds save many commits. */
	async function untilNoneArrives() {
		const latest = performance.now() + LINGER_MS;
		let before: number;
		do {
			before = waiting.length;
			await endOfTurn();
		} while (waiting.length > before && waiting.length < batchLimit && performance.now() < latest);
	}

	async function runBatch(batch: Waiting<I, O>[]) {
		try {
			const outputs = await run(batch.map(({ input }) => input));
			batch.forEach(({ resolve }, index) => resolve(outputs[index] as O));
		} catch (error) {
			const isHopeless = isUnavailable(error) && !COLLISIONS.has(driverCode(error) ?? '');
			if (batch.length === 1 || isHopeless) batch.forEach(({ reject }) => reject(error));
			else for (const one of batch) await runBatch([one]);
		}
	}

	return (input) =>
		new Promise<O>((resolve, reject) => {
			waiting.push({ input, resolve, reject });
			if (!isRunning) void runAll();
		});
}

const endOfTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
