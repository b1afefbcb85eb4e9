import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Course } from '#lib/courses/course.ts';
import { median, percentiles, type Figure } from './figure.ts';
import { load } from './load.ts';
import { measureCommits, measureHashes } from './references.ts';
import { readLesson, saveAnswer, signIn, visit } from './requests.ts';
import { compare, type Side } from './rounds.ts';
import { BenchServer } from './server.ts';

const PAGE_CONNECTIONS = 32;
const SAVE = 'podejscia/:id/odpowiedzi';
const SAVE_WITHOUT_WRITE = 'bench-odpowiedzi/:id';

/** A server with the learners in its database. */
export interface Stage {
	server: BenchServer;
	dataDir: string;
	learners: number;
	course: Course;
}

/** A lesson for somebody signed in against a page with nothing in it. */
export async function lessonPage(stage: Stage, slug: string, name: string, bar?: string): Promise<Figure> {
	const { server, course, learners } = stage;
	const lesson: Side = { server, next: readLesson(course, slug, learners), status: 200 };
	const empty: Side = { server, next: visit('/bench-empty'), status: 200 };
	const options = { connections: PAGE_CONNECTIONS, rounds: 7, milliseconds: 1_500, warmUpMilliseconds: 2_500 };
	return { name, ...(await compare(lesson, empty, options)), bar };
}

/** Answers saved for good against the same endpoint without the write. */
export async function saves({ server, learners }: Stage, connections: number, bar?: string): Promise<Figure> {
	const side = (endpoint: string): Side => ({ server, next: saveAnswer(endpoint, learners, connections), status: 200 });
	const options = { connections, rounds: 6, milliseconds: 1_500 };
	const compared = await compare(side(SAVE), side(SAVE_WITHOUT_WRITE), options);
	return { name: `answer saves, ${connections} connections`, ...compared, unit: 'saves/s', bar };
}

/** Answers saved for good against single rows committed in the same folder with nothing around them. */
export async function savesAgainstCommits(stage: Stage, connections: number): Promise<Figure> {
	const { server, learners, dataDir } = stage;
	const next = saveAnswer(SAVE, learners, connections);
	const rounds: { save: Awaited<ReturnType<typeof load>>; commit: ReturnType<typeof measureCommits> }[] = [];
	for (let round = 0; round < 4; round++) {
		const commit = measureCommits(dataDir, 1_000);
		rounds.push({
			commit,
			save: await load({ port: server.port, connections, milliseconds: 1_500, next, status: 200 })
		});
	}
	return {
		name: `answer saves, ${connections} connections, against one-row commits`,
		value: median(rounds.map(({ save }) => save.rate)),
		unit: 'saves/s',
		limit: median(rounds.map(({ commit }) => commit.rate)),
		ratio: median(rounds.map(({ save, commit }) => save.rate / commit.rate)),
		connections,
		...percentiles(rounds.flatMap(({ save }) => save.latencies)),
		limitP99: median(rounds.map(({ commit }) => commit.p99))
	};
}

/** The sign-in form against the bare computation of its password hash. */
export async function signIns({ server, learners }: Stage): Promise<Figure> {
	const atOnce = Math.min(3, availableParallelism());
	const next = signIn(learners);
	const connections = 8;
	const rounds: { form: Awaited<ReturnType<typeof load>>; bare: Awaited<ReturnType<typeof measureHashes>> }[] = [];
	await load({ port: server.port, connections, milliseconds: 1_000, next, status: 303 });
	for (let round = 0; round < 5; round++) {
		const bare = await measureHashes(atOnce, 2_000);
		rounds.push({ bare, form: await load({ port: server.port, connections, milliseconds: 2_000, next, status: 303 }) });
	}
	return {
		name: 'sign-ins',
		value: median(rounds.map(({ form }) => form.rate)),
		unit: 'sign-ins/s',
		limit: median(rounds.map(({ bare }) => bare.rate)),
		ratio: median(rounds.map(({ form, bare }) => form.rate / bare.rate)),
		bar: '>=0.8',
		connections,
		...percentiles(rounds.flatMap(({ form }) => form.latencies)),
		limitP99: median(rounds.map(({ bare }) => bare.p99))
	};
}

/** From starting the process on an existing database to the first whole start page, with the shipped courses. */
export async function startTime(root: string, folder: string, coursesDir: string): Promise<Figure> {
	const dataDir = join(folder, 'start');
	mkdirSync(dataDir);
	const times: number[] = [];
	for (let round = 0; round < 6; round++) {
		const server = await BenchServer.start(root, dataDir, { COURSES_DIR: coursesDir });
		await server.stop();
		// The first start makes the database.
		if (round > 0) times.push(server.startMilliseconds);
	}
	const value = median(times);
	return fixed('start to the first page', value, 'ms', 1_000, { ...percentiles(times) });
}

/** Resident memory of a server that nobody uses. */
export async function idleMemory(root: string, folder: string, coursesDir: string): Promise<Figure> {
	const server = await BenchServer.start(root, join(folder, 'start'), { COURSES_DIR: coursesDir });
	await wait(3_000);
	const value = server.memoryMb();
	await server.stop();
	return fixed('memory, idle', value, 'MB', 150);
}

/** The most memory seen while learners read lessons as fast as they can. */
export async function memoryUnderLoad({ server, course, learners }: Stage): Promise<Figure> {
	const samples: number[] = [];
	const timer = setInterval(() => samples.push(server.memoryMb()), 100);
	const next = readLesson(course, 'czytanie', learners);
	await load({ port: server.port, connections: PAGE_CONNECTIONS, milliseconds: 8_000, next, status: 200 });
	clearInterval(timer);
	return fixed('memory, lesson load', Math.max(...samples), 'MB', 350, { ...percentiles(samples) });
}

/** The same people's work with few and with many learners in the database. */
export async function manyLearners(many: Stage, few: Stage): Promise<Figure[]> {
	const lesson = ({ server, course, learners }: Stage): Side => ({
		server,
		next: readLesson(course, 'czytanie', learners),
		status: 200
	});
	const save = ({ server, learners }: Stage): Side => ({ server, next: saveAnswer(SAVE, learners, 30), status: 200 });
	// The other server has been at it for minutes: code and cache of the new one have to catch up first.
	const options = { rounds: 8, milliseconds: 1_500, warmUpMilliseconds: 10_000 };
	const name = `with ${many.learners} learners against ${few.learners}`;
	const pages = await compare(lesson(many), lesson(few), { ...options, connections: PAGE_CONNECTIONS });
	const saved = await compare(save(many), save(few), { ...options, connections: 30 });
	return [
		{ name: `lesson page ${name}`, ...pages, bar: '>=0.95' },
		{ name: `answer saves ${name}`, ...saved, unit: 'saves/s', bar: '>=0.95' }
	];
}

const fixed = (name: string, value: number, unit: string, limit: number, more: object = {}): Figure => ({
	name,
	value,
	unit,
	limit,
	ratio: value / limit,
	bar: '<=1',
	...more
});
