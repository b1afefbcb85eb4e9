import { connect, type Socket } from 'node:net';

/** What one connection sends next, whole and as bytes. */
export type NextRequest = (connection: number) => Buffer;

export interface LoadOptions {
	port: number;
	connections: number;
	milliseconds: number;
	next: NextRequest;
	/** The one status every reply must have. */
	status: number;
}

export interface LoadResult {
	count: number;
	/** Replies per second. */
	rate: number;
	/** Milliseconds of every reply. */
	latencies: number[];
}

const HEADER_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/**
 * Keeps `connections` busy with one request each until the time is up. Written on bare sockets, so that the client
 * takes as little of the machine as it can.
 * @throws Error for a reply with another status, a broken connection or a reply that does not come
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
	const latencies: number[] = [];
	const startedAt = performance.now();
	const until = startedAt + options.milliseconds;
	await Promise.all(
		Array.from({ length: options.connections }, (_, connection) => keepBusy(options, connection, until, latencies))
	);
	const seconds = (performance.now() - startedAt) / 1000;
	return { count: latencies.length, rate: latencies.length / seconds, latencies };
}

function keepBusy(options: LoadOptions, connection: number, until: number, latencies: number[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const socket = connect({ host: '127.0.0.1', port: options.port, noDelay: true });
		const reply = new ReplyReader();
		let sentAt = 0;

		const send = () => {
			sentAt = performance.now();
			socket.write(options.next(connection));
		};
		const fail = (error: Error) => {
			socket.destroy();
			reject(error);
		};

		socket.setTimeout(20_000, () => fail(new Error('No reply came within 20 s.')));
		socket.on('connect', send);
		socket.on('error', fail);
		socket.on('close', () => reject(new Error('The server closed the connection.')));
		socket.on('data', (chunk: Buffer) => {
			if (!reply.take(chunk)) return;
			const now = performance.now();
			latencies.push(now - sentAt);
			if (reply.status !== options.status) return fail(unexpected(reply, options.status));
			if (now < until) return send();
			resolve();
			socket.destroy();
		});
	});
}

function unexpected(reply: ReplyReader, wanted: number): Error {
	return new Error(`A reply had status ${reply.status}, not ${wanted}: ${reply.beginning.slice(0, 600)}`);
}

/** Tells when a reply is complete; keeps only what that needs. */
class ReplyReader {
	status = 0;
	/** The head and whatever of the body came with it. */
	beginning = '';
	#head: Buffer | null = null;
	#missing = 0;
	#isChunked = false;
	#isDone = true;

	/** Whether `chunk` completed the reply. */
	take(chunk: Buffer): boolean {
		if (this.#isDone) this.#reset();
		if (this.#missing === -1) {
			this.#head = this.#head ? Buffer.concat([this.#head, chunk]) : chunk;
			const headEnd = this.#head.indexOf(HEADER_END);
			if (headEnd === -1) return false;
			this.#readHead(this.#head, headEnd);
			chunk = this.#head.subarray(headEnd + HEADER_END.length);
		}
		if (this.#isChunked) {
			this.#isDone = chunk.length >= LAST_CHUNK.length && chunk.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK);
		} else {
			this.#missing -= chunk.length;
			this.#isDone = this.#missing <= 0;
		}
		return this.#isDone;
	}

	#reset() {
		this.#head = null;
		this.#missing = -1;
		this.#isDone = false;
	}

	#readHead(head: Buffer, headEnd: number) {
		this.status = Number(head.toString('latin1', 9, 12));
		if (this.status >= 400) this.beginning = head.toString();
		const names = head.toString('latin1', 0, headEnd).toLowerCase();
		this.#isChunked = names.includes('\r\ntransfer-encoding: chunked');
		this.#missing = Number(/\r\ncontent-length: (\d+)/.exec(names)?.[1] ?? 0);
	}
}

/** One reply, whole; for looking before measuring. */
export function ask(port: number, request: Buffer): Promise<{ status: number; head: string; body: string }> {
	return new Promise((resolve, reject) => {
		const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true });
		const reply = new ReplyReader();
		const chunks: Buffer[] = [];
		socket.setTimeout(20_000, () => socket.destroy(new Error('No reply came within 20 s.')));
		socket.on('error', reject);
		socket.on('close', () => reject(new Error('The server closed the connection.')));
		socket.on('connect', () => socket.write(request));
		socket.on('data', (chunk: Buffer) => {
			chunks.push(chunk);
			if (!reply.take(chunk)) return;
			const whole = Buffer.concat(chunks).toString();
			const headEnd = whole.indexOf('\r\n\r\n');
			resolve({ status: reply.status, head: whole.slice(0, headEnd), body: whole.slice(headEnd + 4) });
			socket.destroy();
		});
	});
}
