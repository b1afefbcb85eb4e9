import { readFileSync, statSync } from 'node:fs';
import { BackupError } from '#lib/server/backup/format.ts';
import { writeBackup } from '#lib/server/backup/write-backup.ts';
import { explainFailure, failWith, readCliSettings } from './cli.ts';

const [file, ...rest] = process.argv.slice(2);
if (!file || rest.length > 0) failWith('Podaj nazwę pliku: npm run backup -- kopia-2026-11-23.gz');

const settings = readCliSettings();
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
try {
	const header = await writeBackup(settings.databaseAddress, file, version);
	const rows = Object.values(header.tables).reduce((sum, count) => sum + count, 0);
	const megabytes = (statSync(file).size / 1e6).toLocaleString('pl', { maximumFractionDigits: 1 });
	console.log(`✓ Kopia gotowa: ${file} (wierszy: ${rows.toLocaleString('pl')}, ${megabytes} MB).`);
	console.log('  Są w niej dane osobowe: zaszyfruj ją i trzymaj poza tym serwerem.');
} catch (error) {
	failWith(error instanceof BackupError ? error.message : explainFailure(error, settings));
}
