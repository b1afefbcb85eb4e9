import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { median, percentiles, type Figure } from './figure.ts';
import { ask, load } from './load.ts';
import { writeManyLessons, type Shape } from './many-lessons.ts';
import { visit } from './requests.ts';
import { compare } from './rounds.ts';
import { BenchServer } from './server.ts';

const START_BAR_MS = 2_000;
const SEARCH_BAR_MS = 20;
const SAVE_BAR_MS = 300;

/** What people type: forms of words, several words, beginnings, typing errors, words nobody wrote. */
const QUERIES = [
	...[
		'spółdzielnia',
		'spoldzielnia uczniowska',
		'uczniowskich',
		'walne zgromadzenie',
		'zasady',
		'jak dzielić nadwyżkę'
	],
	...['gmina', 'klauzule społeczne', 'zamówienia publiczne', 'spół', 'prac', 'art. 5', 'ustawa 2026', 'kto decyduje'],
	...['spuldzielnia', 'zgromdzenie', 'brzęczyszczykiewicz', 'pieniądze kasa udział wpisowe członek szkoła gmina rada'],
	...['opiekun', 'statut', 'protokół zebrania', 'ekonomia społeczna', 'podmiot ekonomii społecznej', 'koszt i cena']
];

/** Courses that only a measurement needs. */
export interface Library {
	lessons: number;
	coursesDir: string;
	dataDir: string;
	/** The address of one of its lessons. */
	lessonPath: string;
}

/** Writes a library and gives it a folder for the database. */
export function createLibrary(folder: string, shape: Shape, shippedCourses: string): Library {
	const lessons = shape.courses * shape.modules * shape.lessons;
	const coursesDir = join(folder, `courses-${shape.courses}-${lessons}`);
	const dataDir = join(folder, `data-${shape.courses}-${lessons}`);
	mkdirSync(dataDir);
	writeManyLessons(coursesDir, shape, shippedCourses);
	return { lessons, coursesDir, dataDir, lessonPath: '/kursy/kurs-1/modul-1/lekcja-3' };
}

export const openLibrary = (root: string, { dataDir, coursesDir }: Library, settings: Record<string, string> = {}) =>
	BenchServer.start(root, dataDir, { COURSES_DIR: coursesDir, ...settings });

/** From starting the process to the first whole page, when it has many lessons to read, check and render. */
export async function startWithLessons(root: string, library: Library, bar?: string): Promise<Figure> {
	const times: number[] = [];
	const cpu: number[] = [];
	for (let round = 0; round < 4; round++) {
		const server = await openLibrary(root, library);
		cpu.push(server.cpuMilliseconds());
		const { status } = await ask(server.port, visit(library.lessonPath)(0));
		await server.stop();
		if (status !== 200) throw new Error(`The generated lesson answered ${status}: is its course sound?`);
		// The first start makes the database.
		if (round > 0) times.push(server.startMilliseconds);
	}
	const value = median(times);
	const limit = (START_BAR_MS * library.lessons) / 200;
	return {
		...{ name: `start with ${library.lessons} lessons`, value, unit: 'ms', limit, ratio: value / limit, bar },
		...{ ...percentiles(times), cpuMs: median(cpu) }
	};
}

/** Searches one after the other, the whole page, over all the lessons. */
export async function searches(server: BenchServer, { lessons }: Library): Promise<Figure> {
	const requests = QUERIES.map((query) => visit(`/szukaj?q=${encodeURIComponent(query)}`)(0));
	let count = 0;
	const next = () => requests[count++ % requests.length] as Buffer;
	const options = { port: server.port, connections: 1, next, status: 200 };
	await load({ ...options, milliseconds: 2_000 });
	const cpuBefore = server.cpuMilliseconds();
	const { rate, count: replies, latencies } = await load({ ...options, milliseconds: 6_000 });
	const cpuMs = (server.cpuMilliseconds() - cpuBefore) / replies;
	const times = percentiles(latencies);
	return {
		...{ name: `search over ${lessons} lessons, 95th percentile`, value: times.p95, unit: 'ms', limit: SEARCH_BAR_MS },
		...{ ratio: times.p95 / SEARCH_BAR_MS, bar: '<=1', rate, ...times, cpuMs, memoryMb: server.memoryMb() }
	};
}

/** The same lesson page on a server with many lessons and on one with few. */
export async function lessonAmongMany(many: [BenchServer, Library], few: [BenchServer, Library]): Promise<Figure> {
	const side = ([server, { lessonPath }]: [BenchServer, Library]) => ({ server, next: visit(lessonPath), status: 200 });
	const options = { connections: 32, rounds: 7, milliseconds: 1_500, warmUpMilliseconds: 2_500 };
	const name = `lesson page with ${many[1].lessons} lessons against ${few[1].lessons}`;
	return { name, ...(await compare(side(many), side(few), options)), bar: '>=0.95' };
}

/** From saving a lesson to the first page that shows it, on a server that watches its courses. */
export async function savedLesson(root: string, library: Library): Promise<Figure> {
	const server = await openLibrary(root, library, { MODE: 'development' });
	const path = join(library.coursesDir, 'kurs-1/01-modul-1/03-lekcja-3/lesson.md');
	const source = readFileSync(path, 'utf8');
	const times: number[] = [];
	for (let round = 0; round < 8; round++) {
		const mark = `zapisano-${round}`;
		writeFileSync(path, `${source}\nTo zdanie ${mark} jest nowe.\n`);
		const savedAt = performance.now();
		while (!(await ask(server.port, visit(library.lessonPath)(0))).body.includes(mark)) {
			if (performance.now() - savedAt > 10_000) throw new Error('A saved lesson was not shown within 10 s.');
			await wait(2);
		}
		if (round > 0) times.push(performance.now() - savedAt);
	}
	await server.stop();
	const value = median(times);
	const name = `saved lesson of a course of ${library.lessons}, shown`;
	return { name, value, unit: 'ms', limit: SAVE_BAR_MS, ratio: value / SAVE_BAR_MS, bar: '<=1', ...percentiles(times) };
}
