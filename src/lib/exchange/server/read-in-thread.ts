import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ImportedFile } from '../imported-question.ts';
import { MAX_FILE, refuse } from './exchange-limits.ts';
import type { ExchangeAnswer } from './exchange-worker.ts';

/** Beside the built server; without a build (tests, development) Node runs the source. */
const BUILT = resolve('build/exchange-worker.js');
const SOURCE = resolve('src/lib/exchange/server/exchange-worker.ts');
const HEAP_MIB = 384;
const LONGEST_MS = 20_000;

/**
 * Reads a file of another system in a thread of its own: pages are served meanwhile, and a file that takes too long or
 * too much memory ends only its thread.
 * @throws AppError 400 for a file that is refused
 */
export async function readInThread(bytes: Uint8Array): Promise<ImportedFile> {
	if (bytes.length > MAX_FILE)
		throw refuse('Plik ma ponad 10 MB. Wyeksportuj pytania po kategorii i\u00a0wczytaj po kolei.');
	const worker = new Worker(existsSync(BUILT) ? BUILT : SOURCE, {
		...{ execArgv: [], workerData: bytes },
		resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB }
	});
	const limit = setTimeout(() => void worker.terminate(), LONGEST_MS);
	try {
		const answer = await new Promise<ExchangeAnswer>((done, fail) => {
			worker
				.once('message', done)
				.once('error', fail)
				.once('exit', () => fail(new Error('ended')));
		}).catch((error: NodeJS.ErrnoException) => {
			if (error.message === 'ended' || error.code === 'ERR_WORKER_OUT_OF_MEMORY') throw tooHeavy();
			throw error;
		});
		if ('refusal' in answer) throw refuse(answer.refusal);
		return answer.file;
	} finally {
		clearTimeout(limit);
		await worker.terminate();
	}
}

const tooHeavy = () =>
	refuse(
		'Ten plik jest zbyt złożony, żeby go odczytać. Wyeksportuj pytania mniejszymi częściami i\u00a0wczytaj po kolei.'
	);
