import { existsSync } from 'node:fs';
import { readSettings, SettingsError, type Settings } from '#lib/server/settings.ts';

/** The settings a command works with, from the environment and, when there is one, the file `.env`; wrong ones end it. */
export function readCliSettings(): Settings {
	if (existsSync('.env')) process.loadEnvFile('.env');
	try {
		return readSettings(process.env);
	} catch (error) {
		if (!(error instanceof SettingsError)) throw error;
		console.error('Popraw ustawienia (zmienne środowiska albo plik .env):');
		for (const problem of error.problems) console.error(`  ✗ ${problem}`);
		process.exit(1);
	}
}

/** Ends the command with one sentence for the operator. */
export function failWith(sentence: string): never {
	console.error(`✗ ${sentence}`);
	process.exit(1);
}

/** What went wrong, for people who run the platform: a known failure in Polish with its cure, anything else as it says. */
export function explainFailure(error: unknown, settings: Settings): string {
	const { code, message, stack } = error as { code?: string; message?: string; stack?: string };
	const database = describeDatabase(settings);
	switch (code ?? '') {
		case 'EADDRINUSE':
			return `Port ${settings.port} jest zajęty. Zatrzymaj tamten program albo podaj inny port: PORT=3001 npm start.`;
		case 'EACCES':
			return `Brak uprawnień: ${message}. Wybierz port od 1024 wzwyż i folder, w którym wolno Ci pisać.`;
		case 'EADDRNOTAVAIL':
			return `Ten komputer nie ma adresu ${settings.host}. Popraw ustawienie HOST.`;
		case 'ECONNREFUSED':
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return `Serwer bazy danych nie odpowiada (${database}). Sprawdź, czy działa i czy DATABASE_URL jest poprawny.`;
		case '28P01':
		case '28000':
			return `Baza danych odrzuciła nazwę lub hasło (${database}). Popraw DATABASE_URL.`;
		case '3D000':
			return `Nie ma takiej bazy danych (${database}). Utwórz ją albo popraw DATABASE_URL.`;
		case 'SQLITE_CANTOPEN':
		case 'SQLITE_READONLY':
			return `Nie można zapisywać w bazie ${database}. Sprawdź właściciela i prawa do folderu DATA_DIR.`;
		case 'SQLITE_NOTADB':
		case 'SQLITE_CORRUPT':
			return `Plik ${database} jest uszkodzony albo nie jest bazą danych. Odtwórz kopię: npm run restore -- PLIK --replace.`;
		case 'SQLITE_FULL':
		case 'ENOSPC':
			return 'Na dysku nie ma miejsca. Zwolnij je i spróbuj ponownie.';
		default:
			// A bug is shown whole, a known failure by its sentence.
			return (error instanceof TypeError || error instanceof ReferenceError ? stack : message) ?? String(error);
	}
}

/** The database without its password. */
export function describeDatabase(settings: Settings): string {
	const { databaseAddress } = settings;
	if (databaseAddress.startsWith('sqlite:')) return databaseAddress.slice('sqlite:'.length);
	const { protocol, hostname, port, pathname } = new URL(databaseAddress);
	return `${protocol}//${hostname}:${port || '5432'}${pathname}`;
}
