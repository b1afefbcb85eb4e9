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
import { regrades } from './regrade-figures.ts';
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

/** Words of the command: only parts whose names hold one of them are measured; without words, all. */
const wanted = process.argv.slice(2);

/** Figures to standard output as they come; a part that fails is told of and keeps nobody from the next one. */
class Report {
	readonly figures: Figure[] = [];
	readonly failed: string[] = [];

	async add(name: string, measure: () => Promise<Figure[]>): Promise<void> {
		if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) return;
		tell(name);
		try {
			for (const figure of await measure()) this.figures.push(print(figure));
		} catch (error) {
			this.failed.push(name);
			console.error(`${name}:`, error);
		}
	}
}

/** `npm run bench [-- word…]`: figures to standard output, one JSON object a line; the rest to standard error. */
async function main(tree: BenchTree): Promise<Report> {
	const report = new Report();
	const { root, shippedCourses } = tree;
	const folder = join(root, 'bench-data');

	tell('building a copy of the product');
	await tree.build();
	mkdirSync(folder);
	await report.add('start and idle memory', async () => [
		await startTime(root, folder, shippedCourses),
		await idleMemory(root, folder, shippedCourses)
	]);
	await report.add('many lessons', () => manyLessons(tree, folder));
	await report.add('group board', () => boards(tree, folder));

	tell(`${FEW} learners`);
	const few = await openStage(tree, folder, FEW);
	await report.add('lesson page', async () => [
		await lessonPage(few, 'czytanie', 'lesson page, 20 KiB, signed in', '>=0.5'),
		await memoryUnderLoad(few),
		await lessonPage(few, 'z-quizem', 'lesson page, 20 KiB and a quiz, signed in')
	]);
	for (const connections of [1, 30, 300]) {
		await report.add(`answer saves, ${connections} connections`, async () => [
			await saves(few, connections, connections === 300 ? '>=0.8' : undefined),
			await savesAgainstCommits(few, connections)
		]);
	}
	await report.add('sign-ins', async () => [await signIns(few)]);
	await report.add('a lock that another program holds', async () => [await foreignLock(few)]);
	await report.add('answer saves, PostgreSQL', () => savesOnPostgres(tree, folder));
	await report.add('a slow disk', () => onSlowDisk(tree, folder));
	await report.add(`${RUSHING} learners start a test`, () => wholeTests(tree, folder));
	await report.add('statistics of questions', () => statistics(tree, folder));
	await report.add('correction of a key', () =>
		regrades(root, databaseIn(join(folder, 'regrade')), readBenchCourse(join(root, 'courses')))
	);
	await report.add(`${MANY} learners`, () => onStage(tree, folder, MANY, {}, (many) => manyLearners(many, few)));
	await few.server.stop();
	return report;
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

async function savesOnPostgres(tree: BenchTree, folder: string): Promise<Figure[]> {
	const postgres = await startPostgres();
	try {
		return await onStage(tree, folder, FEW, { name: 'postgres', databaseUrl: postgres.url }, async (stage) => {
			const figure = await saves(stage, 300, '>=0.8');
			return [{ ...figure, name: `${figure.name}, PostgreSQL` }];
		});
	} finally {
		await postgres.stop();
	}
}

const statistics = (tree: BenchTree, folder: string): Promise<Figure[]> =>
	onStage(tree, folder, FEW, { name: 'statistics', prepare: addEndedAttempts }, statisticsFigures);

async function onSlowDisk(tree: BenchTree, folder: string): Promise<Figure[]> {
	const dataDir = join(folder, 'slow');
	mkdirSync(dataDir);
	const settings = slowDisk(dataDir, SLOW_SYNC_MS, folder);
	if (!settings) throw new Error('Making a slow disk takes Linux and a C compiler.');
	return onStage(tree, folder, FEW, { name: 'slow', settings }, slowDiskFigures);
}

const wholeTests = (tree: BenchTree, folder: string): Promise<Figure[]> =>
	onStage(tree, folder, RUSHING, { name: 'rush', prepare: takeAttemptsAway }, async (stage) => [
		await rush(stage, join(tree.root, 'courses')),
		await wholeFlows(stage)
	]);

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

/** Measures on a server of its own, which is stopped whatever happens. */
async function onStage(
	tree: BenchTree,
	folder: string,
	learners: number,
	options: StageOptions,
	measure: (stage: Stage) => Promise<Figure[]>
): Promise<Figure[]> {
	const stage = await openStage(tree, folder, learners, options);
	try {
		return await measure(stage);
	} finally {
		await stage.server.stop();
	}
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
	const { figures, failed } = await main(tree);
	tell('done');
	printSummary(figures, failed);
	if (failed.length > 0) process.exitCode = 1;
} finally {
	cleanUp();
}
