import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { MAX_FILE, refuse } from './exchange-limits.ts';
import type { ExchangeAnswer, ExchangeJob } from './exchange-worker.ts';
import type { PresentQuestion } from './present-question.ts';
import type { ImportPreview } from './preview-import.ts';
import { inTurn } from './thread-turns.ts';

/** Beside the built server; without a build (tests, development) Node runs the source. */
const BUILT = resolve('build/exchange-worker.js');
const SOURCE = resolve('src/lib/exchange/server/exchange-worker.ts');
const HEAP_MIB = 384;
const LONGEST_MS = 20_000;

/**
 * Previews a file of another system in a thread of its own: pages are served meanwhile, and a file that takes too long
 * or too much memory ends only its thread.
 * @param present questions of the course it is to come to
 * @throws AppError 400 for a file that is refused, 429 while too many others wait
 */
export async function previewInThread(bytes: Uint8Array, present: PresentQuestion[]): Promise<ImportPreview> {
	if (bytes.length > MAX_FILE)
		throw refuse('Plik ma ponad 10 MB. Wyeksportuj pytania po kategorii i\u00a0wczytaj po kolei.');
	const answer = await inTurn(() => answerTo({ bytes, present }));
	if ('refusal' in answer) throw refuse(answer.refusal);
	return answer.preview;
}

async function answerTo(workerData: ExchangeJob): Promise<ExchangeAnswer> {
	const worker = new Worker(existsSync(BUILT) ? BUILT : SOURCE, {
		...{ execArgv: [], workerData },
		resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB }
	});
	const limit = setTimeout(() => void worker.terminate(), LONGEST_MS);
	try {
		return await new Promise<ExchangeAnswer>((done, fail) => {
			worker
				.once('message', done)
				.once('error', fail)
				.once('exit', () => fail(new Error('ended')));
		});
	} catch (error) {
		const { message, code } = error as NodeJS.ErrnoException;
		if (message === 'ended' || code === 'ERR_WORKER_OUT_OF_MEMORY') throw tooHeavy();
		throw error;
	} finally {
		clearTimeout(limit);
		await worker.terminate();
	}
}

const tooHeavy = () =>
	refuse(
		'Ten plik jest zbyt złożony, żeby go odczytać. Wyeksportuj pytania mniejszymi częściami i\u00a0wczytaj po kolei.'
	);
