import { existsSync, statSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import type { CourseIndex } from '../../courses/server/course-index.ts';
import type { Settings } from '../settings.ts';
import { checkDatabase } from './database-check.ts';
import { bad, doubtful, good, type Finding } from './finding.ts';

const OLDEST_NODE = 24;
const LEAST_FREE_BYTES = 1e9;
const CONNECT_LIMIT_MS = 5_000;
const ANSWER_LIMIT_MS = 3_000;
/** A clock that stands before this program was written is wrong. */
const EARLIEST = Date.parse('2026-11-23');

/** Looks at everything the platform stands on; changes nothing. */
export async function diagnose(
	settings: Settings,
	loadCourses: (folder: string) => Promise<CourseIndex>,
	now: Date = new Date()
): Promise<Finding[]> {
	return [
		checkNode(process.versions.node),
		checkClock(now),
		...checkAddress(settings),
		...(await checkDataFolder(settings.dataDir)),
		...(await checkDatabase(settings)),
		...(await checkCourses(settings.coursesDir, loadCourses)),
		await checkMail(settings),
		await checkServer(settings),
		...checkOperator(settings)
	];
}

function checkNode(version: string): Finding {
	if (Number.parseInt(version, 10) >= OLDEST_NODE) return good(`Node ${version}.`);
	return bad(`Node ${version} jest za stary.`, 'Uruchamiaj program przez npm start: używa Node z node_modules.');
}

function checkClock(now: Date): Finding {
	const text = now.toLocaleString('pl', { timeZone: 'Europe/Warsaw', dateStyle: 'long', timeStyle: 'short' });
	if (now.getTime() >= EARLIEST) return good(`Zegar: ${text} (czas polski).`);
	return bad(`Zegar pokazuje ${text}.`, 'Ustaw czas i włącz jego synchronizację (NTP): terminy liczy serwer.');
}

function checkAddress({ origin, hasFixedOrigin, proxyDepth, mode }: Settings): Finding[] {
	const findings: Finding[] = [];
	if (!hasFixedOrigin) {
		findings.push(
			doubtful(
				'Adres publiczny nie jest ustawiony: serwer odpowiada po http pod każdą nazwą, którą ktoś do niego trafi.',
				'W sieci szkolnej tak może zostać. W internecie ustaw ORIGIN=https://… i serwer pośredniczący (README).'
			)
		);
	} else if (!origin.startsWith('https:')) {
		findings.push(doubtful(`Adres publiczny ${origin} nie jest szyfrowany.`, 'W internecie ustaw ORIGIN=https://….'));
	} else findings.push(good(`Adres publiczny: ${origin}.`));
	if (origin.startsWith('https:') && proxyDepth === 0) {
		findings.push(
			doubtful(
				'Wszyscy wydają się łączyć z jednego adresu, bo PROXY_DEPTH to 0, a https zapewnia serwer pośredniczący.',
				'Ustaw PROXY_DEPTH=1.'
			)
		);
	}
	if (mode !== 'production') {
		findings.push(
			doubtful(`MODE=${mode}: każdy widzi skrzynkę z pocztą.`, 'Do prawdziwej pracy usuń ustawienie MODE.')
		);
	}
	return findings;
}

async function checkDataFolder(dataDir: string): Promise<Finding[]> {
	let folder = dataDir;
	while (!existsSync(folder)) folder = dirname(folder);
	const probe = join(folder, `.doctor-${process.pid}`);
	try {
		await writeFile(probe, '');
		await rm(probe);
	} catch {
		const cure = 'Nadaj prawa użytkownikowi, który uruchamia serwer, albo podaj inny folder w DATA_DIR.';
		return [bad(`W folderze danych ${dataDir} nie można zapisywać.`, cure)];
	}
	const { bavail, bsize } = await statfs(folder);
	const free = `${((bavail * bsize) / 1e9).toLocaleString('pl', { maximumFractionDigits: 1 })} GB`;
	const isOpenToAll = folder === dataDir && (statSync(dataDir).mode & 0o007) !== 0;
	return [
		good(`Folder danych: ${dataDir}.`),
		bavail * bsize >= LEAST_FREE_BYTES
			? good(`Wolne miejsce na dysku: ${free}.`)
			: bad(`Na dysku zostało tylko ${free}.`, 'Zwolnij miejsce: bez niego odpowiedzi nie dadzą się zapisać.'),
		...(isOpenToAll
			? [doubtful('Folder danych mogą czytać inni użytkownicy tego komputera.', `Uruchom: chmod o-rwx ${dataDir}`)]
			: [])
	];
}

async function checkCourses(folder: string, loadCourses: (folder: string) => Promise<CourseIndex>): Promise<Finding[]> {
	if (!existsSync(folder)) return [bad(`Nie ma folderu z kursami ${folder}.`, 'Popraw COURSES_DIR.')];
	const index = await loadCourses(folder);
	const errors = index.problems().filter((problem) => problem.severity !== 'warning').length;
	const count = index.list().length;
	const findings: Finding[] = [];
	if (count === 0) findings.push(bad(`Żaden kurs w ${folder} nie nadaje się do pokazania.`, 'npm run courses:check'));
	else findings.push(good(`Kursy gotowe do nauki: ${count}.`));
	if (errors > 0) findings.push(bad(`Błędy w kursach: ${errors}; takie kursy są pominięte.`, 'npm run courses:check'));
	return findings;
}

async function checkMail({ smtpUrl, mode }: Settings): Promise<Finding> {
	if (!smtpUrl) {
		if (mode !== 'production') return good('Poczta trafia do skrzynki w przeglądarce.');
		return doubtful(
			'Poczta nie jest ustawiona: listy z potwierdzeniem i nowym hasłem czekają.',
			'Ustaw SMTP_URL i MAIL_FROM. Konta uczniów bez e-maila działają i bez tego.'
		);
	}
	const { hostname, port, protocol } = new URL(smtpUrl);
	const number = Number(port || (protocol === 'smtps:' ? 465 : 587));
	if (await canConnect(hostname, number)) return good(`Serwer poczty ${hostname}:${number} odpowiada.`);
	return bad(`Serwer poczty ${hostname}:${number} nie odpowiada.`, 'Popraw SMTP_URL albo otwórz port w zaporze.');
}

function canConnect(host: string, port: number): Promise<boolean> {
	return new Promise((tell) => {
		const socket = connect({ host, port, timeout: CONNECT_LIMIT_MS });
		const end = (isOpen: boolean) => {
			socket.destroy();
			tell(isOpen);
		};
		socket.once('connect', () => end(true));
		socket.once('timeout', () => end(false));
		socket.once('error', () => end(false));
	});
}

async function checkServer({ port }: Settings): Promise<Finding> {
	const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
	const answer = await fetch(`http://localhost:${port}/healthz`, { signal }).catch(() => null);
	if (!answer) return good(`Serwer na porcie ${port} teraz nie działa.`);
	if (answer.ok) return good(`Serwer na porcie ${port} działa.`);
	return bad(
		`Serwer na porcie ${port} odpowiada, ale nie może pracować (${answer.status}).`,
		'Zajrzyj do jego dziennika.'
	);
}

function checkOperator({ operator }: Settings): Finding[] {
	if (operator.email) return [good(`Operator: ${operator.name}, ${operator.email}.`)];
	return [
		doubtful(
			'Strony o dostępności, prywatności i kontakcie nie mówią, do kogo napisać.',
			'Ustaw OPERATOR_NAME i OPERATOR_EMAIL.'
		)
	];
}
