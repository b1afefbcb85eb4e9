import { openDatabase } from '#lib/server/db/db.ts';
import { migrateToLatest } from '#lib/server/db/migrations.ts';
import { explainFailure, failWith, readCliSettings } from './cli.ts';

const settings = readCliSettings();
try {
	const db = openDatabase(settings.databaseAddress);
	const applied = await migrateToLatest(db, settings.migrationsDir);
	await db.destroy();
	for (const name of applied) console.log(`Wykonano: ${name}`);
	console.log('Schemat bazy danych jest aktualny.');
} catch (error) {
	failWith(explainFailure(error, settings));
}
