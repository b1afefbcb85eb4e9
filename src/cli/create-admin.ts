import { openAdministratorInvitation, openFirstAdministratorLink } from '#lib/accounts/server/first-administrator.ts';
import { openDatabase } from '#lib/server/db/db.ts';
import { migrateToLatest } from '#lib/server/db/migrations.ts';
import { explainFailure, failWith, readCliSettings } from './cli.ts';

const settings = readCliSettings();
const db = openDatabase(settings.databaseAddress);
try {
	await migrateToLatest(db, settings.migrationsDir);
	const link = (await openFirstAdministratorLink(db, settings)) ?? (await openAdministratorInvitation(db, settings));
	console.log('Otwórz ten odnośnik w przeglądarce i załóż konto administratora.');
	console.log('Działa raz, przez 24 godziny. Nie przesyłaj go nikomu, kto administratorem nie ma być.\n');
	console.log(link);
} catch (error) {
	failWith(explainFailure(error, settings));
} finally {
	await db.destroy();
}
