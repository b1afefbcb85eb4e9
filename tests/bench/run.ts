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
import { seed } from './seed.ts';
import { BenchServer, killServers } from './server.ts';
import { BenchTree } from './tree.ts';

const FEW = 1_000;
const MANY = 100_000;

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

async function openStage(tree: BenchTree, folder: string, learners: number): Promise<Stage> {
	const dataDir = join(folder, `${learners}-learners`);
	const course = readBenchCourse(join(tree.root, 'courses'));
	await seed(tree.root, dataDir, course, learners);
	return { server: await BenchServer.start(tree.root, dataDir), dataDir, learners, course };
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
