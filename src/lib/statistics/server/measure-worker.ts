import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { openReadOnly } from '#lib/server/db/open-read-only.ts';
import type { QuizOfCourse } from './first-attempts.ts';
import { measure } from './measure.ts';

/** What the thread is told at its start. */
export interface MeasureJob {
	databaseAddress: string;
	quiz: QuizOfCourse;
}

// The thread that measures: one quiz, then it ends. On Linux a priority belongs to a thread: answers that people save
// meanwhile come first.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const { databaseAddress, quiz } = workerData as MeasureJob;
const db = openReadOnly(databaseAddress);
try {
	parentPort?.postMessage(await measure(db, quiz));
} finally {
	await db.destroy();
}
