import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from '#lib/server/db/db.ts';
import { createEmptyDatabase } from '../support/databases.ts';

test('SQLite is opened so that a committed answer is on disk', async () => {
	const database = await createEmptyDatabase('sqlite', { inFile: true });
	const read = async (name: string) => {
		const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(database.db);
		return Object.values(rows[0] ?? {})[0];
	};
	expect(await read('journal_mode')).toBe('wal');
	expect(await read('synchronous')).toBe(2);
	expect(await read('foreign_keys')).toBe(1);
	expect(await read('busy_timeout')).toBeGreaterThan(0);
	expect(await read('busy_timeout')).toBeLessThanOrEqual(2_000);
	await database.drop();
});

test('SQLite that cannot keep its promises on this disk is refused at once', () => {
	expect(() => openDatabase('sqlite:/dev/null')).toThrow(/journal_mode|unable to open|disk I\/O|not a database/);
});
