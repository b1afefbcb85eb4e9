import Database from 'better-sqlite3';
import type { Course } from '#lib/courses/course.ts';
import { percentile, percentiles, type Figure } from './figure.ts';
import type { Stage } from './figures.ts';
import { ask, load } from './load.ts';
import { readNowAndThen } from './page-reader.ts';
import { readLesson, saveAnswer } from './requests.ts';
import { databaseIn } from './seed.ts';

export const SLOW_SYNC_MS = 80;
const CONNECTIONS = 300;
const PAGE_BAR_MS = 100;
const RATE_BAR = 1_000;
const LOCKED_MS = 1_500;
const SAVE = 'podejscia/:id/odpowiedzi';

/** Answers and an unrelated page on a server whose every sync takes long. */
export async function slowDiskFigures({ server, course, learners }: Stage): Promise<Figure[]> {
	const saving = load({
		...{ port: server.port, connections: CONNECTIONS, milliseconds: 8_000, status: 200 },
		next: saveAnswer(SAVE, learners, CONNECTIONS)
	});
	const reading = readNowAndThen({ port: server.port, requests: lessons(course, learners), milliseconds: 8_000 });
	const [saves, pages] = await Promise.all([saving, reading]);
	return [
		{
			name: `confirmed answers on a disk of ${SLOW_SYNC_MS} ms a sync, ${CONNECTIONS} connections`,
			...{ value: saves.rate, unit: 'saves/s', limit: RATE_BAR, ratio: saves.rate / RATE_BAR, bar: '>=1' },
			...percentiles(saves.latencies)
		},
		pageFigure(`lesson page meanwhile, disk of ${SLOW_SYNC_MS} ms a sync, p95`, pages)
	];
}

/** Pages while another program holds the lock of the database; answers sent then are confirmed once it lets go. */
export async function foreignLock({ server, dataDir, course, learners }: Stage): Promise<Figure> {
	const other = new Database(databaseIn(dataDir).slice('sqlite:'.length));
	other.exec('begin immediate');
	const next = saveAnswer(SAVE, learners, 20);
	const saving = Promise.all(Array.from({ length: 20 }, (_, connection) => ask(server.port, next(connection))));
	const pages = await readNowAndThen({
		...{ port: server.port, milliseconds: LOCKED_MS },
		requests: lessons(course, learners)
	});
	other.exec('commit');
	other.close();
	const refused = (await saving).filter(({ status }) => status !== 200).length;
	return { ...pageFigure(`lesson page while another program holds the lock for ${LOCKED_MS} ms, p95`, pages), refused };
}

/** A lesson for some of the learners. */
function lessons(course: Course, learners: number): Buffer[] {
	const next = readLesson(course, 'czytanie', learners);
	return Array.from({ length: 50 }, () => next(0));
}

function pageFigure(name: string, latencies: number[]): Figure {
	const value = percentile(latencies, 95);
	return {
		name,
		value,
		unit: 'ms',
		limit: PAGE_BAR_MS,
		ratio: value / PAGE_BAR_MS,
		bar: '<=1',
		...percentiles(latencies)
	};
}
