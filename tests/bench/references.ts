import { argon2, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { percentiles } from './figure.ts';

/** How often one row a commit reaches the disk, with nothing around it. */
export function measureCommits(dataDir: string, milliseconds: number) {
	const path = join(dataDir, 'commits.db');
	const database = new Database(path);
	database.pragma('journal_mode = WAL');
	database.pragma('synchronous = FULL');
	database.exec('create table change (id integer primary key, value text not null)');
	const insert = database.prepare('insert into change (value) values (?)');
	const row = 'x'.repeat(120);
	const latencies: number[] = [];
	const startedAt = performance.now();
	while (performance.now() - startedAt < milliseconds) {
		const before = performance.now();
		insert.run(row);
		latencies.push(performance.now() - before);
	}
	const rate = (1000 * latencies.length) / (performance.now() - startedAt);
	database.close();
	for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true });
	return { rate, ...percentiles(latencies) };
}

const argon2Async = promisify(argon2);

/** Argon2id as in `password-hash.ts`, as many at once as the server computes. */
export async function measureHashes(atOnce: number, milliseconds: number) {
	const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
	const latencies: number[] = [];
	const startedAt = performance.now();
	const work = async () => {
		while (performance.now() - startedAt < milliseconds) {
			const before = performance.now();
			await argon2Async('argon2id', { message: 'mierzymy-szybkosc-razem', nonce: randomBytes(16), ...cost });
			latencies.push(performance.now() - before);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, work));
	const rate = (1000 * latencies.length) / (performance.now() - startedAt);
	return { rate, ...percentiles(latencies) };
}
