import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '#lib/errors.ts';
import type { ImportedFile } from '../imported-question.ts';
import { readExchangeFile } from './read-exchange-file.ts';

/** What the thread answers: the file, or the sentence for the person whose file is refused. */
export type ExchangeAnswer = { file: ImportedFile } | { refusal: string };

// The thread that reads one file of another system and ends; its memory, the parser's included, goes with it.
function answer(): ExchangeAnswer {
	try {
		return { file: readExchangeFile(workerData as Uint8Array) };
	} catch (error) {
		if (error instanceof AppError) return { refusal: error.message };
		throw error;
	}
}

parentPort?.postMessage(answer());
