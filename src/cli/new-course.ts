import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SLUG } from '../lib/courses/server/front-matter-values.ts';
import { dayInPoland } from '../lib/format.ts';

const FOLDER = 'courses';
/** A small sound course; its folder is hidden, so it is no course itself. */
const PATTERN = join(FOLDER, '.wzor');

/** The last day of the sixth month from a day (YYYY-MM-DD). */
function halfYearLater(day: string): string {
	const [year, month] = day.split('-').map(Number) as [number, number];
	return new Date(Date.UTC(year, month + 6, 0)).toISOString().slice(0, 10);
}

/** `npm run courses:new <slug>`: a small course that passes the checker, to be written over. */
function main(slug: string | undefined): number {
	if (!slug || !SLUG.test(slug)) {
		console.error(
			'Podaj nazwę folderu kursu: małe litery a–z, cyfry i myślniki. Na przykład: npm run courses:new moj-kurs'
		);
		return 1;
	}
	const folder = join(FOLDER, slug);
	if (existsSync(folder)) {
		console.error(`Folder ${folder} już jest. Wybierz inną nazwę.`);
		return 1;
	}
	cpSync(PATTERN, folder, { recursive: true });
	const today = dayInPoland(new Date());
	const path = join(folder, 'course.md');
	const text = readFileSync(path, 'utf8')
		.replace(/^lawAsOf: .*$/m, `lawAsOf: ${today}`)
		.replace(/^reviewBy: .*$/m, `reviewBy: ${halfYearLater(today)}`);
	writeFileSync(path, text);
	console.log(
		`Gotowe: ${folder}. Otwórz pliki i wpisz swoje teksty. Podgląd: npm run dev, sprawdzenie: npm run courses:check ${folder}`
	);
	return 0;
}

process.exitCode = main(process.argv[2]);
