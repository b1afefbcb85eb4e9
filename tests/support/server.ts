import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findFreePort } from './free-port.ts';

const START_LIMIT_MS = 30_000;

export interface ServerOptions {
	/** `postgres://…`, or absent: SQLite in the data folder. */
	databaseUrl?: string;
	/** Absent: a new one, removed by `stop`. Give one to start again on what an earlier server left. */
	dataDir?: string;
	/** Absent: a free one. */
	port?: number;
	/** More settings, such as `MODE` or `ORIGIN`. */
	env?: Record<string, string>;
}

export interface RunningServer {
	/** `http://localhost:<port>` */
	origin: string;
	port: number;
	pid: number;
	dataDir: string;
	/** As `openDatabase` takes it, to look at and prepare what the server works on. */
	databaseAddress: string;
	/** Everything it has printed. */
	output(): string;
	/** The planned stop. Gives its exit code. */
	stop(): Promise<number | null>;
	/** `kill -9`: no goodbye. Leaves the data folder for the next start, also a temporary one. */
	kill(): Promise<void>;
}

/** Starts the built server as it runs in production and waits until it answers. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
	if (!existsSync('build/index.js')) throw new Error('The server is not built: run npm run build.');
	const port = options.port ?? (await findFreePort());
	const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'wspolnie-data-'));
	const process = spawn(resolve('node_modules/.bin/node'), ['src/cli/serve.ts'], {
		env: { ...environment(options, port, dataDir), ...options.env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [process.stdout, process.stderr])
		stream.on('data', (chunk: Buffer) => (output += String(chunk)));
	const ended = new Promise<number | null>((done) => process.once('exit', done));

	const origin = `http://localhost:${port}`;
	await untilItAnswers(origin, process, () => output);
	return {
		origin,
		port,
		pid: process.pid as number,
		dataDir,
		databaseAddress: options.databaseUrl ?? `sqlite:${join(dataDir, 'wspolnie.db')}`,
		output: () => output,
		async stop() {
			process.kill('SIGTERM');
			const code = await ended;
			if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
			return code;
		},
		async kill() {
			process.kill('SIGKILL');
			await ended;
		}
	};
}

function environment({ databaseUrl }: ServerOptions, port: number, dataDir: string) {
	const { PATH, HOME, TMPDIR } = process.env;
	const database = databaseUrl ? { DATABASE_URL: databaseUrl } : {};
	return { PATH, HOME, TMPDIR, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, ...database };
}

async function untilItAnswers(origin: string, server: ChildProcess, output: () => string) {
	const giveUpAt = Date.now() + START_LIMIT_MS;
	while (Date.now() < giveUpAt && server.exitCode === null) {
		const answer = await fetch(`${origin}/healthz`).catch(() => null);
		if (answer) return;
		await wait(25);
	}
	server.kill('SIGKILL');
	throw new Error(`The server did not start:\n${output()}`);
}
