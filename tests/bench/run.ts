import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { boardAmongMany, boardTime, openBoards } from './board-figures.ts';
import { readBenchCourse } from './course.ts';
import { print, printSummary, type Figure } from './figure.ts';
import {
	idleMemory,
	lessonPage,
	manyLearners,
	memoryUnderLoad,
	saves,
	savesAgainstCommits,
	signIns,
	startTime,
	type Stage
} from './figures.ts';
import {
	createLibrary,
	lessonAmongMany,
	openLibrary,
	savedLesson,
	searches,
	startWithLessons
} from './lesson-figures.ts';
import { rush, wholeFlows } from './flow-figures.ts';
import { takeAttemptsAway } from './quiz-flow.ts';
import { databaseIn, seed } from './seed.ts';
import { BenchServer, killServers } from './server.ts';
import { BenchTree } from './tree.ts';
import { addEndedAttempts, statisticsFigures } from './statistics-figures.ts';
import { foreignLock, SLOW_SYNC_MS, slowDiskFigures } from './trouble-figures.ts';
import { startPostgres } from '../support/postgres.ts';
import { slowDisk } from '../support/slow-disk.ts';

const FEW = 1_000;
const MANY = 100_000;
const RUSHING = 1_200;

const startedAt = Date.now();
const tell = (text: string) => console.error(`[${Math.round((Date.now() - startedAt) / 1000)} s] ${text}`);

/** `npm run bench`: figures to standard output, one JSON object a line; the rest to standard error. */
async function main(tree: BenchTree): Promise<Figure[]> {
	const figures: Figure[] = [];
	const take = (figure: Figure) => figures.push(print(figure));
	const folder = join(tree.root, 'bench-data');

	tell('building a copy of the product');
	await tree.build();
	mkdirSync(folder);
	tell('start and idle memory');
	take(await startTime(tree.root, folder, tree.shippedCourses));
	take(await idleMemory(tree.root, folder, tree.shippedCourses));

	tell('many lessons');
	for (const figure of await manyLessons(tree, folder)) take(figure);

	tell('group board');
	for (const figure of await boards(tree, folder)) take(figure);

	tell(`${FEW} learners`);
	const few = await openStage(tree, folder, FEW);
	tell('lesson page');
	take(await lessonPage(few, 'czytanie', 'lesson page, 20 KiB, signed in', '>=0.5'));
	take(await memoryUnderLoad(few));
	take(await lessonPage(few, 'z-quizem', 'lesson page, 20 KiB and a quiz, signed in'));
	tell('answer saves');
	for (const connections of [1, 30]) take(await saves(few, connections));
	take(await saves(few, 300, '>=0.8'));
	for (const connections of [1, 30, 300]) take(await savesAgainstCommits(few, connections));
	tell('sign-ins');
	take(await signIns(few));

	take(await foreignLock(few));
	tell('answer saves, PostgreSQL');
	take(await savesOnPostgres(tree, folder));
	tell('a slow disk');
	for (const figure of await onSlowDisk(tree, folder)) take(figure);
	tell(`${RUSHING} learners start a test`);
	for (const figure of await wholeTests(tree, folder)) take(figure);

	tell('statistics of questions');
	for (const figure of await statistics(tree, folder)) take(figure);

	tell(`${MANY} learners`);
	const many = await openStage(tree, folder, MANY);
	for (const figure of await manyLearners(many, few)) take(figure);
	for (const { server } of [few, many]) await server.stop();
	return figures;
}

async function boards({ root, shippedCourses }: BenchTree, folder: string): Promise<Figure[]> {
	const boardFolder = join(folder, 'boards');
	mkdirSync(boardFolder);
	const stages = await openBoards(root, boardFolder, shippedCourses);
	const figures = [await boardTime(stages), await boardAmongMany(stages)];
	for (const server of [stages.alone, stages.amongMany]) await server.stop();
	return figures;
}

async function manyLessons({ root, shippedCourses }: BenchTree, folder: string): Promise<Figure[]> {
	const library = (courses: number, modules: number, lessons: number) =>
		createLibrary(folder, { courses, modules, lessons }, shippedCourses);
	// Courses as long as the one of ten lessons: a page lists the lessons of its course.
	const thousand = library(100, 1, 10);
	const ten = library(1, 1, 10);
	const figures = [
		await startWithLessons(root, library(10, 2, 10), '<=1'),
		await startWithLessons(root, thousand),
		await savedLesson(root, library(1, 10, 20))
	];
	const many = await openLibrary(root, thousand);
	const few = await openLibrary(root, ten);
	figures.push(await searches(many, thousand));
	figures.push(await lessonAmongMany([many, thousand], [few, ten]));
	for (const server of [many, few]) await server.stop();
	return figures;
}

async function savesOnPostgres(tree: BenchTree, folder: string): Promise<Figure> {
	const postgres = await startPostgres();
	try {
		const stage = await openStage(tree, folder, FEW, { name: 'postgres', databaseUrl: postgres.url });
		const figure = await saves(stage, 300, '>=0.8');
		await stage.server.stop();
		return { ...figure, name: `${figure.name}, PostgreSQL` };
	} finally {
		await postgres.stop();
	}
}

async function statistics(tree: BenchTree, folder: string): Promise<Figure[]> {
	const stage = await openStage(tree, folder, FEW, { name: 'statistics', prepare: addEndedAttempts });
	const figures = await statisticsFigures(stage);
	await stage.server.stop();
	return figures;
}

async function onSlowDisk(tree: BenchTree, folder: string): Promise<Figure[]> {
	const dataDir = join(folder, 'slow');
	mkdirSync(dataDir);
	const settings = slowDisk(dataDir, SLOW_SYNC_MS, folder);
	if (!settings) {
		tell('left out: making a slow disk takes Linux and a C compiler');
		return [];
	}
	const stage = await openStage(tree, folder, FEW, { name: 'slow', settings });
	const figures = await slowDiskFigures(stage);
	await stage.server.stop();
	return figures;
}

async function wholeTests(tree: BenchTree, folder: string): Promise<Figure[]> {
	const stage = await openStage(tree, folder, RUSHING, { name: 'rush', prepare: takeAttemptsAway });
	const figures = [await rush(stage, join(tree.root, 'courses')), await wholeFlows(stage)];
	await stage.server.stop();
	return figures;
}

interface StageOptions {
	/** Of its folder. */
	name?: string;
	/** PostgreSQL instead of a file in the folder. */
	databaseUrl?: string;
	settings?: Record<string, string>;
	/** Changes the database before the server starts. */
	prepare?: (address: string) => Promise<void>;
}

async function openStage(
	tree: BenchTree,
	folder: string,
	learners: number,
	{ name = `${learners}-learners`, databaseUrl, settings = {}, prepare }: StageOptions = {}
): Promise<Stage> {
	const dataDir = join(folder, name);
	const course = readBenchCourse(join(tree.root, 'courses'));
	const address = databaseUrl ?? databaseIn(dataDir);
	await seed(tree.root, address, course, learners);
	await prepare?.(address);
	const env = databaseUrl ? { ...settings, DATABASE_URL: databaseUrl } : settings;
	return { server: await BenchServer.start(tree.root, dataDir, env), dataDir, learners, course };
}

const tree = new BenchTree();
const cleanUp = () => {
	killServers();
	tree.remove();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		cleanUp();
		process.exit(130);
	});
}
try {
	const figures = await main(tree);
	tell('done');
	printSummary(figures);
} finally {
	cleanUp();
}
