import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration';
import type { Db } from './db.ts';

/** The migrations of a folder, by file name. */
class FolderProvider implements MigrationProvider {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** In order, without loading any of them. */
	async listNames(): Promise<string[]> {
		const files = (await readdir(this.#folder)).filter((file) => file.endsWith('.ts')).sort();
		return files.map((file) => file.slice(0, -'.ts'.length));
	}

	async getMigrations(): Promise<Record<string, Migration>> {
		const migrations: Record<string, Migration> = {};
		for (const name of await this.listNames()) {
			const url = pathToFileURL(join(this.#folder, `${name}.ts`)).href;
			migrations[name] = (await import(/* @vite-ignore */ url)) as Migration;
		}
		return migrations;
	}
}

/** Runs and lists the migrations of `folder` against `db`. */
export function createMigrator(db: Db, folder: string): Migrator {
	return new Migrator({ db, provider: new FolderProvider(folder) });
}

/**
 * Brings the schema up to date.
 * @returns the names of the migrations that were applied
 * @throws Error when one fails (nothing of the batch stays), or when the database is newer than the program
 */
export async function migrateToLatest(db: Db, folder: string): Promise<string[]> {
	const applied = await assertNotNewer(db, folder);
	// At a usual start there is nothing to do, and nothing is loaded or written.
	if ((await new FolderProvider(folder).listNames()).every((name) => applied.includes(name))) return [];
	const { error, results } = await createMigrator(db, folder).migrateToLatest();
	if (error instanceof Error) throw error;
	if (error) throw new Error('A migration failed.', { cause: error });
	return (results ?? []).map((result) => result.migrationName);
}

/**
 * @returns the migrations the database has
 * @throws Error when it holds some this program does not know
 */
export async function assertNotNewer(db: Db, folder: string): Promise<string[]> {
	const known = new Set(await new FolderProvider(folder).listNames());
	const applied = await listAppliedMigrations(db);
	const unknown = applied.filter((name) => !known.has(name));
	if (unknown.length > 0) {
		throw new Error(
			`The database is newer than this program (unknown migration ${unknown[0]}). Install the newer release.`
		);
	}
	return applied;
}

/** Names of applied migrations in order; empty for a new database. */
export async function listAppliedMigrations(db: Db): Promise<string[]> {
	const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
	if (!tables.some((table) => table.name === 'kysely_migration')) return [];
	const rows = await db
		.withTables<{ kyselyMigration: { name: string } }>()
		.selectFrom('kyselyMigration')
		.select('name')
		.orderBy('name')
		.execute();
	return rows.map((row) => row.name);
}
