import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkCourses } from '#lib/courses/server/load-courses.ts';
import { BOARD_GROUP, seedBoard, TEACHER_TOKEN } from './board-seed.ts';
import { percentiles, type Figure } from './figure.ts';
import { createLibrary, openLibrary, type Library } from './lesson-figures.ts';
import { ask, load, type NextRequest } from './load.ts';
import { compare } from './rounds.ts';
import { requestAs } from './requests.ts';
import type { BenchServer } from './server.ts';

const PEOPLE = 1_000;
const STEPS = 40;
const OTHERS = 100_000;
const BOARD_BAR_MS = 50;

/** The board of a large group, on a server that has nobody else and on one with many other learners. */
export interface BoardStages {
	alone: BenchServer;
	amongMany: BenchServer;
	next: NextRequest;
}

/** @param folder an empty one, for courses and databases */
export async function openBoards(root: string, folder: string, shippedCourses: string): Promise<BoardStages> {
	const library = createLibrary(folder, { courses: 1, modules: 2, lessons: STEPS / 2 }, shippedCourses);
	const [read] = checkCourses(library.coursesDir);
	if (!read?.course || read.course.lessons.length !== STEPS) throw new Error('The course of the board is not sound.');
	const { course } = read;
	const open = async (name: string, others: number) => {
		const stage: Library = { ...library, dataDir: join(folder, name) };
		mkdirSync(stage.dataDir);
		await seedBoard(root, stage.dataDir, course, { people: PEOPLE, others });
		return openLibrary(root, stage);
	};
	const stages = {
		alone: await open('board-alone', 0),
		amongMany: await open('board-among-many', OTHERS),
		next: requestAs(TEACHER_TOKEN, `/grupy/${BOARD_GROUP}/kursy/${course.slug}`)
	};
	await assertWhole(stages);
	return stages;
}

/** What is measured must be the whole matrix. */
async function assertWhole({ alone, next }: BoardStages): Promise<void> {
	const { status, head } = await ask(alone.port, next(0));
	if (status !== 200 || !/content-encoding: gzip/i.test(head))
		throw new Error(`The board answered ${status}:\n${head}`);
}

/** One view after the other, the whole request over loopback, compressed as a browser asks for it. */
export async function boardTime({ alone, next }: BoardStages, milliseconds = 6_000): Promise<Figure> {
	const options = { port: alone.port, connections: 1, next, status: 200 };
	await load({ ...options, milliseconds: milliseconds / 2 });
	const cpuBefore = alone.cpuMilliseconds();
	const { count, latencies } = await load({ ...options, milliseconds });
	const times = percentiles(latencies);
	return {
		name: `group board, ${PEOPLE} people × ${STEPS} steps, 95th percentile`,
		...{ value: times.p95, unit: 'ms', limit: BOARD_BAR_MS, ratio: times.p95 / BOARD_BAR_MS, bar: '<=1' },
		...{ ...times, least: Math.min(...latencies), cpuMs: (alone.cpuMilliseconds() - cpuBefore) / count },
		memoryMb: alone.memoryMb()
	};
}

/** The same board with and without everybody else in the database. */
export async function boardAmongMany({ alone, amongMany, next }: BoardStages, rounds = 8): Promise<Figure> {
	const side = (server: BenchServer) => ({ server, next, status: 200 });
	const options = { connections: 1, rounds, milliseconds: 1_500, warmUpMilliseconds: 10_000 };
	const compared = await compare(side(amongMany), side(alone), options);
	return { name: `group board with ${OTHERS} other learners against none`, ...compared, bar: '>=0.95' };
}
