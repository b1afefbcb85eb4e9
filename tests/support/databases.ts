import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { migrateToLatest } from '#lib/server/db/migrations.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** A server for tests, with the right to create databases. */
		postgresUrl: string;
	}
}

export const migrationsDir = resolve('migrations');

/**
 * Runs the same tests on SQLite and on PostgreSQL, each on a fresh, migrated database of its own.
 * `getDb` is ready inside tests and hooks.
 */
export function describeOnBothDatabases(
	name: string,
	tests: (getDb: () => Db, engine: 'sqlite' | 'postgres') => void
): void {
	for (const engine of ['sqlite', 'postgres'] as const) {
		describe(`${name} (${engine})`, () => {
			let database: TestDatabase;
			beforeAll(async () => {
				database = await createTestDatabase(engine);
			});
			afterAll(() => database.drop());
			tests(() => database.db, engine);
		});
	}
}

export interface TestDatabase {
	db: Db;
	/** As `openDatabase` takes it. */
	address: string;
	/** The settings with which a program works on it; SQLite must be in a file. */
	env: Record<string, string>;
	drop(): Promise<void>;
}

/** An empty database with the current schema; SQLite lives in memory. */
export async function createTestDatabase(
	engine: 'sqlite' | 'postgres',
	options?: { inFile?: boolean }
): Promise<TestDatabase> {
	const database = await createEmptyDatabase(engine, options);
	await migrateToLatest(database.db, migrationsDir);
	return database;
}

/** A database without any table; SQLite lives in memory unless other programs must reach it. */
export async function createEmptyDatabase(
	engine: 'sqlite' | 'postgres',
	{ inFile = false } = {}
): Promise<TestDatabase> {
	if (engine === 'sqlite') return inFile ? createSqliteFile() : createSqliteInMemory();
	const server = inject('postgresUrl');
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	await runOn(server, `create database ${name}`);
	const url = new URL(server);
	url.pathname = `/${name}`;
	const db = openDatabase(url.href);
	return {
		db,
		address: url.href,
		env: { DATABASE_URL: url.href },
		async drop() {
			await db.destroy();
			await runOn(server, `drop database ${name} with (force)`);
		}
	};
}

function createSqliteInMemory(): TestDatabase {
	const db = openDatabase('sqlite::memory:');
	return { db, address: 'sqlite::memory:', env: {}, drop: () => db.destroy() };
}

function createSqliteFile(): TestDatabase {
	const folder = mkdtempSync(join(tmpdir(), 'wspolnie-sqlite-'));
	const address = `sqlite:${join(folder, 'wspolnie.db')}`;
	const db = openDatabase(address);
	return {
		db,
		address,
		env: { DATA_DIR: folder },
		async drop() {
			await db.destroy();
			rmSync(folder, { recursive: true });
		}
	};
}

async function runOn(server: string, statement: string) {
	const db = openDatabase(server);
	try {
		await sql.raw(statement).execute(db);
	} finally {
		await db.destroy();
	}
}
