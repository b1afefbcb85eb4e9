import { askForReload } from '#lib/courses/server/reload-courses.ts';
import { openDatabase } from '#lib/server/db/db.ts';
import { explainFailure, failWith, readCliSettings } from './cli.ts';

/** `npm run courses:reload`: servers on this database read changed course files without being stopped. */
const settings = readCliSettings();
try {
	const db = openDatabase(settings.databaseAddress);
	await askForReload(db);
	await db.destroy();
	console.log('Serwer wczyta kursy w ciągu kilku sekund. O błędach w kursach napisze w swoim dzienniku.');
} catch (error) {
	failWith(explainFailure(error, settings));
}
