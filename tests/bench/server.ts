import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { SERVER, SERVER_ENVIRONMENT } from '../../src/cli/ready.mjs';
import { findFreePort } from '../support/free-port.ts';

/** A tick of the processor clock in /proc, as Linux has it everywhere. */
const TICK_MS = 10;

/** The product's own server as a process of its own, on loopback. */
export class BenchServer {
	readonly port: number;
	/** From spawning the process to the first whole reply of `/`. */
	readonly startMilliseconds: number;
	readonly #child: ChildProcess;

	private constructor(port: number, child: ChildProcess, startMilliseconds: number) {
		this.port = port;
		this.#child = child;
		this.startMilliseconds = startMilliseconds;
	}

	/** Starts the server of the tree in `root` on the data in `dataDir` and waits for its first page. */
	static async start(root: string, dataDir: string, settings: Record<string, string> = {}): Promise<BenchServer> {
		const port = await findFreePort();
		const startedAt = performance.now();
		const { PATH, HOME, TMPDIR, NODE_OPTIONS } = process.env;
		const env = { PATH, HOME, TMPDIR, NODE_OPTIONS, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir };
		const child = spawn(process.execPath, SERVER, {
			cwd: root,
			env: { ...SERVER_ENVIRONMENT, ...env, ...settings },
			stdio: ['ignore', 'ignore', 'pipe']
		});
		let complaints = '';
		child.stderr.on('data', (chunk: Buffer) => (complaints += String(chunk)));
		running.add(child);
		child.once('exit', () => running.delete(child));
		while (performance.now() - startedAt < 30_000) {
			if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}:\n${complaints}`);
			if (await answers(port)) return new BenchServer(port, child, performance.now() - startedAt);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		throw new Error(`The server did not answer within 30 s.\n${complaints}`);
	}

	/** User and system time since the start; 0 where the system does not say. */
	cpuMilliseconds(): number {
		const stat = this.#proc('stat');
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS;
	}

	/** Resident memory in MB; 0 where the system does not say. */
	memoryMb(): number {
		return Number(/VmRSS:\s+(\d+) kB/.exec(this.#proc('status'))?.[1] ?? 0) / 1024;
	}

	async stop(): Promise<void> {
		if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
		const exit = once(this.#child, 'exit');
		this.#child.kill('SIGTERM');
		const late = setTimeout(() => this.#child.kill('SIGKILL'), 8_000);
		await exit;
		clearTimeout(late);
	}

	#proc(file: string): string {
		try {
			return readFileSync(`/proc/${this.#child.pid}/${file}`, 'utf8');
		} catch {
			return '';
		}
	}
}

const running = new Set<ChildProcess>();

/** For the way out after a failure. */
export function killServers(): void {
	for (const child of running) child.kill('SIGKILL');
}

async function answers(port: number): Promise<boolean> {
	try {
		const reply = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(10_000) });
		await reply.text();
		return reply.status === 200;
	} catch {
		return false;
	}
}
