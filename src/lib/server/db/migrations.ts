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

	async getMigrations(): Promise<Record<string, Migration>> {
		const files = (await readdir(this.#folder)).filter((file) => file.endsWith('.ts')).sort();
		const migrations: Record<string, Migration> = {};
		for (const file of files) {
			const url = pathToFileURL(join(this.#folder, file)).href;
			migrations[file.slice(0, -'.ts'.length)] = (await import(/* @vite-ignore */ url)) as Migration;
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
	const migrator = createMigrator(db, folder);
	await assertNotNewer(db, folder);
	const { error, results } = await migrator.migrateToLatest();
	if (error instanceof Error) throw error;
	if (error) throw new Error('A migration failed.', { cause: error });
	return (results ?? []).map((result) => result.migrationName);
}

/** @throws Error when the database holds migrations this program does not know */
export async function assertNotNewer(db: Db, folder: string): Promise<void> {
	const known = new Set(Object.keys(await new FolderProvider(folder).getMigrations()));
	const unknown = (await listAppliedMigrations(db)).filter((name) => !known.has(name));
	if (unknown.length > 0) {
		throw new Error(
			`The database is newer than this program (unknown migration ${unknown[0]}). Install the newer release.`
		);
	}
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
