import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { openDatabase, type Db } from '../db/db.ts';
import { createMigrator, listAppliedMigrations } from '../db/migrations.ts';
import type { Settings } from '../settings.ts';
import { bad, doubtful, good, type Finding } from './finding.ts';

const LARGEST_SKEW_MS = 5_000;

type Told = Pick<Settings, 'databaseAddress' | 'migrationsDir'>;

/** Whether the database answers, keeps what it confirms, and has a schema this program can work with. */
export async function checkDatabase({ databaseAddress, migrationsDir }: Told): Promise<Finding[]> {
	const isSqlite = databaseAddress.startsWith('sqlite:');
	const path = databaseAddress.slice('sqlite:'.length);
	if (isSqlite && !existsSync(path)) return [good(`Baza danych: powstanie przy pierwszym uruchomieniu w ${path}.`)];
	let db: Db | undefined;
	try {
		db = openDatabase(databaseAddress);
		const kept = isSqlite ? await checkSqlite(db, path) : await checkPostgres(db);
		return [...kept, await checkSchema(db, migrationsDir)];
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return [
			bad(
				`Baza danych nie odpowiada: ${reason || 'brak połączenia'}`,
				isSqlite
					? 'Sprawdź prawa do folderu DATA_DIR; uszkodzoną bazę zastąp kopią: npm run restore -- PLIK --replace.'
					: 'Sprawdź, czy serwer PostgreSQL działa, i popraw DATABASE_URL.'
			)
		];
	} finally {
		await db?.destroy();
	}
}

/** Opening it has already shown that what is confirmed is on disk. */
async function checkSqlite(db: Db, path: string): Promise<Finding[]> {
	const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(db);
	const check = await sql<{ quickCheck: string }>`pragma quick_check(1)`.execute(db);
	const isSound = check.rows[0]?.quickCheck === 'ok';
	return [
		good(`Baza danych: SQLite ${rows[0]?.version} w ${path}, tryb WAL, zapis potwierdzany po dysku.`),
		isSound
			? good('Plik bazy danych jest cały.')
			: bad('Plik bazy danych jest uszkodzony.', 'Zatrzymaj serwer i odtwórz kopię: npm run restore -- PLIK --replace.')
	];
}

async function checkPostgres(db: Db): Promise<Finding[]> {
	const { rows } = await sql<{ version: string; fsync: string; confirms: string; encoding: string; time: string }>`
		select current_setting('server_version') as version, current_setting('fsync') as fsync,
			current_setting('synchronous_commit') as confirms, current_setting('server_encoding') as encoding,
			to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as time`.execute(db);
	const told = rows[0];
	if (!told) return [];
	const skew = Math.abs(Date.parse(told.time) - Date.now());
	return [
		good(`Baza danych: PostgreSQL ${told.version}.`),
		told.fsync === 'on' && told.confirms !== 'off'
			? good('PostgreSQL potwierdza zapis dopiero po dysku.')
			: bad(
					'PostgreSQL potwierdza zapis, zanim trafi na dysk: po awarii zasilania zginą odpowiedzi.',
					'Włącz fsync i synchronous_commit w postgresql.conf.'
				),
		...(told.encoding === 'UTF8' ? [] : [bad(`Baza ma kodowanie ${told.encoding}.`, 'Utwórz bazę z kodowaniem UTF8.')]),
		...(skew <= LARGEST_SKEW_MS
			? []
			: [
					doubtful(
						`Zegary tego serwera i bazy danych różnią się o ${Math.round(skew / 1000)} s.`,
						'Włącz synchronizację czasu (NTP) na obu.'
					)
				])
	];
}

async function checkSchema(db: Db, migrationsDir: string): Promise<Finding> {
	const applied = await listAppliedMigrations(db);
	const known = (await createMigrator(db, migrationsDir).getMigrations()).map((migration) => migration.name);
	const newer = applied.find((name) => !known.includes(name));
	if (newer) {
		return bad(`Schemat bazy jest nowszy niż program (${newer}).`, 'Zainstaluj wersję programu, która go utworzyła.');
	}
	const missing = known.length - applied.length;
	if (missing === 0) return good('Schemat bazy jest aktualny.');
	return good(`Schemat bazy: migracji do wykonania: ${missing}. Wykonają się przy uruchomieniu.`);
}
