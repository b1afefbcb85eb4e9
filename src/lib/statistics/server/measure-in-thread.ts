import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Measured } from '../quiz-statistics.ts';
import type { QuizOfCourse } from './first-attempts.ts';
import type { MeasureJob } from './measure-worker.ts';

/** Beside the built server; tests and development run the source. */
const FILE = resolve(
	import.meta.url.endsWith('.ts') ? 'src/lib/statistics/server/measure-worker.ts' : 'build/measure-worker.js'
);
/** A hundred thousand attempts of forty questions, and room to reckon. */
const HEAP_MIB = 512;

let last: Promise<unknown> = Promise.resolve();

/**
 * Measures a quiz in a thread with a connection of its own: pages and answers wait for none of it. One at a time in a
 * process; who asks meanwhile waits.
 * @throws whatever went wrong there
 */
export function measureInThread(databaseAddress: string, quiz: QuizOfCourse): Promise<Measured | null> {
	const turn = last.then(() => run({ databaseAddress, quiz }));
	last = turn.catch(() => undefined);
	return turn;
}

function run(workerData: MeasureJob): Promise<Measured | null> {
	return new Promise((done, fail) => {
		const worker = new Worker(FILE, {
			workerData,
			execArgv: [],
			resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB }
		});
		worker.on('message', (measured: Measured | null) => done(measured));
		worker.on('error', fail);
		worker.on('exit', () => fail(new Error('The thread that measures quizzes ended without a result.')));
	});
}
