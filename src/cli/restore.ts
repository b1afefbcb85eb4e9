import { BackupError } from '#lib/server/backup/format.ts';
import { restoreBackup } from '#lib/server/backup/restore-backup.ts';
import { describeDatabase, explainFailure, failWith, readCliSettings } from './cli.ts';

const parameters = process.argv.slice(2);
const replace = parameters.includes('--replace');
const [file, ...rest] = parameters.filter((parameter) => parameter !== '--replace');
if (!file || rest.length > 0) failWith('Podaj nazwę pliku: npm run restore -- kopia-2026-11-23.gz');

const settings = readCliSettings();
try {
	const restored = await restoreBackup(settings.databaseAddress, file, settings.migrationsDir, { replace });
	const { header, previous, erasedAgain } = restored;
	console.log(`✓ Odtworzono kopię z ${header.createdAt} w bazie ${describeDatabase(settings)}.`);
	if (previous) console.log(`  Poprzednia baza leży w ${previous}. Usuń ją, gdy nie będzie już potrzebna.`);
	if (erasedAgain > 0) console.log(`  Usunięto ponownie konta, które skasowano po zrobieniu kopii: ${erasedAgain}.`);
	console.log('  Zalogowani muszą zalogować się ponownie. Odnośniki i listy wysłane wcześniej już nie działają.');
} catch (error) {
	failWith(error instanceof BackupError ? error.message : explainFailure(error, settings));
}
