import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { MORE, type PdfJob } from './pdf-job.ts';

/** Beside the built server; without a build (tests, development) Node runs the source. */
const BUILT = resolve('build/pdf-worker.js');
const SOURCE = resolve('src/lib/printing/server/pdf-worker.ts');
const HEAP_MIB = 256;
/** A class downloads its certificates one after the other; starting a thread takes longer than drawing one. */
const KEPT_MS = 20_000;

let resting: { worker: Worker; timer: NodeJS.Timeout } | null = null;

/**
 * Draws a file in a thread of its own: pages are served meanwhile. Pieces are drawn as they are read; whoever stops
 * reading ends the drawing.
 * @throws whatever went wrong while drawing
 */
export async function* drawPdf(job: PdfJob): AsyncGenerator<Uint8Array, void, undefined> {
	const worker = takeResting() ?? startWorker();
	let isWhole = false;
	try {
		for (let message: PdfJob | typeof MORE = job; ; message = MORE) {
			const answer = nextPiece(worker);
			worker.postMessage(message);
			const piece = await answer;
			if (piece === null) break;
			yield piece;
		}
		isWhole = true;
	} finally {
		if (isWhole) letRest(worker);
		else await worker.terminate();
	}
}

/** The whole file at once, for what is small. */
export async function drawWholePdf(job: PdfJob): Promise<Buffer> {
	const pieces: Uint8Array[] = [];
	for await (const piece of drawPdf(job)) pieces.push(piece);
	return Buffer.concat(pieces);
}

function startWorker(): Worker {
	const worker = new Worker(existsSync(BUILT) ? BUILT : SOURCE, {
		execArgv: [],
		resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB }
	});
	// A failure reaches whoever waits for a piece; without anybody waiting it must not end the process.
	worker.on('error', () => undefined);
	worker.unref();
	return worker;
}

function nextPiece(worker: Worker): Promise<Uint8Array | null> {
	return new Promise((done, fail) => {
		const settle = (finish: () => void) => {
			worker.off('message', onMessage).off('error', onError).off('exit', onExit);
			worker.unref();
			finish();
		};
		const onMessage = (piece: Uint8Array | null) => settle(() => done(piece));
		const onError = (error: Error) => settle(() => fail(error));
		const onExit = () => settle(() => fail(new Error('The thread that draws PDF files ended.')));
		worker.on('message', onMessage).on('error', onError).on('exit', onExit);
		worker.ref();
	});
}

function takeResting(): Worker | null {
	if (!resting) return null;
	clearTimeout(resting.timer);
	const { worker } = resting;
	resting = null;
	return worker;
}

function letRest(worker: Worker): void {
	if (resting) {
		void worker.terminate();
		return;
	}
	const timer = setTimeout(() => void takeResting()?.terminate(), KEPT_MS).unref();
	resting = { worker, timer };
}
