import { setTimeout as wait } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { ask } from './load.ts';

/** A reader who opens a page ten times a second. */
export interface Reading {
	port: number;
	/** Sent one after the other, over and over. */
	requests: Uint8Array[];
	milliseconds: number;
}

/**
 * Reads in a thread of its own: beside hundreds of connections the page would be waited for where the load is made and
 * not where it is served.
 * @returns milliseconds of every page
 * @throws Error for a page that is not answered with 200
 */
export function readNowAndThen(reading: Reading): Promise<number[]> {
	return new Promise((done, fail) => {
		const worker = new Worker(new URL(import.meta.url), { workerData: reading });
		worker.once('message', done);
		worker.once('error', fail);
	});
}

async function read({ port, requests, milliseconds }: Reading): Promise<number[]> {
	const latencies: number[] = [];
	const until = performance.now() + milliseconds;
	for (let turn = 0; performance.now() < until; turn++) {
		const startedAt = performance.now();
		const { status } = await ask(port, Buffer.from(requests[turn % requests.length] as Uint8Array));
		if (status !== 200) throw new Error(`The page answered ${status}.`);
		latencies.push(performance.now() - startedAt);
		await wait(Math.max(0, 100 - (performance.now() - startedAt)));
	}
	return latencies;
}

if (!isMainThread) parentPort?.postMessage(await read(workerData as Reading));
