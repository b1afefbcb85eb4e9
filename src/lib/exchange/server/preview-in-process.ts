import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { MAX_FILE, refuse } from './exchange-limits.ts';
import type { ExchangeAnswer, ExchangeJob } from './exchange-worker.ts';
import type { PresentQuestion } from './present-question.ts';
import type { ImportPreview } from './preview-import.ts';
import { inTurn } from './process-turns.ts';

/** Beside the built server; tests and development run the source. */
const FILE = resolve(
	import.meta.url.endsWith('.ts') ? 'src/lib/exchange/server/exchange-worker.ts' : 'build/exchange-worker.js'
);
const HEAP_MIB = 384;
const LONGEST_MS = 30_000;

/**
 * Previews a file of another system in a process of its own: pages are served meanwhile, and a file that takes too
 * long or too much memory ends only its process. A thread would not do: V8 may end its whole process when one thread
 * is out of memory.
 * @param present questions of the course it is to come to
 * @throws AppError 400 for a file that is refused, 429 while too many others wait
 */
export async function previewInProcess(bytes: Uint8Array, present: PresentQuestion[]): Promise<ImportPreview> {
	if (bytes.length > MAX_FILE)
		throw refuse('Plik ma ponad 10 MB. Wyeksportuj pytania po kategorii i\u00a0wczytaj po kolei.');
	const answer = await inTurn(() => answerTo({ bytes, present }));
	if ('refusal' in answer) throw refuse(answer.refusal);
	return answer.preview;
}

async function answerTo(job: ExchangeJob): Promise<ExchangeAnswer> {
	// It needs nothing of the server's environment, secrets least of all.
	const child = fork(FILE, [], {
		execArgv: [`--max-old-space-size=${HEAP_MIB}`],
		env: { NODE_ENV: process.env['NODE_ENV'] },
		serialization: 'advanced',
		stdio: ['ignore', 'ignore', 'ignore', 'ipc']
	});
	const limit = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
	try {
		return await new Promise<ExchangeAnswer>((done, fail) => {
			child
				.once('message', (answer) => done(answer as ExchangeAnswer))
				.once('error', fail)
				.once('exit', () => fail(tooHeavy()));
			// A process that ended before it took the whole file is told by its exit.
			child.send(job, () => undefined);
		});
	} finally {
		clearTimeout(limit);
		child.kill('SIGKILL');
	}
}

const tooHeavy = () =>
	refuse(
		'Ten plik jest zbyt złożony, żeby go odczytać. Wyeksportuj pytania mniejszymi częściami i\u00a0wczytaj po kolei.'
	);
