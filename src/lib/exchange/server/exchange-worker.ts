import { AppError } from '#lib/errors.ts';
import { previewImport, type ImportPreview } from './preview-import.ts';
import type { PresentQuestion } from './present-question.ts';
import { readExchangeFile } from './read-exchange-file.ts';

export interface ExchangeJob {
	bytes: Uint8Array;
	present: PresentQuestion[];
}

/** What the process answers: the preview, or the sentence for the person whose file is refused. */
export type ExchangeAnswer = { preview: ImportPreview } | { refusal: string };

// The process that reads one file of another system and ends; its memory, the parser's included, goes with it.
function answer({ bytes, present }: ExchangeJob): ExchangeAnswer {
	try {
		return { preview: previewImport(readExchangeFile(bytes), present) };
	} catch (error) {
		if (error instanceof AppError) return { refusal: error.message };
		throw error;
	}
}

process.once('message', (job) => process.send?.(answer(job as ExchangeJob)));
// Whoever asked is gone.
process.once('disconnect', () => process.exit());
