import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { askForReload } from '#lib/courses/server/reload-courses.ts';
import { openDatabase } from '#lib/server/db/db.ts';
import { BENCH_COURSE } from './course.ts';
import { percentiles, type Figure } from './figure.ts';
import type { Stage } from './figures.ts';
import { QUESTIONS, QuizFlow } from './quiz-flow.ts';
import { databaseIn } from './seed.ts';

const RUSH_MS = 60_000;
const SAVE_BAR_MS = 150;
const PUBLISHED_AFTER_MS = [20_000, 40_000];

/**
 * All learners of the stage start the test within a minute, each at a time of their own, and answer a question every
 * few seconds, and hand in; an author publishes twice meanwhile.
 */
export async function rush({ server, dataDir, learners, course }: Stage, coursesDir: string): Promise<Figure> {
	const flow = new QuizFlow(server.port, course);
	const latencies: number[] = [];
	const starts: number[] = [];
	const learn = async (learner: number) => {
		await wait((learner * RUSH_MS) / learners);
		const startedAt = performance.now();
		const path = await flow.start(learner);
		starts.push(performance.now() - startedAt);
		for (let position = 0; position < QUESTIONS; position++) {
			await wait(500 + Math.random() * 4_000);
			latencies.push(await flow.answer(learner, path, position));
		}
		await flow.finish(learner, path);
	};
	const publish = async (afterMs: number) => {
		await wait(afterMs);
		appendFileSync(join(coursesDir, BENCH_COURSE, 'course.md'), `\nWydanie po ${afterMs} ms.\n`);
		const db = openDatabase(databaseIn(dataDir));
		await askForReload(db);
		await db.destroy();
	};
	await Promise.all([
		...Array.from({ length: learners }, (_, learner) => learn(learner)),
		...PUBLISHED_AFTER_MS.map(publish)
	]);
	const { p50, p95, p99 } = percentiles(latencies);
	return {
		name: `answer saves while ${learners} learners start a test within a minute and an author publishes, p95`,
		...{ value: p95, unit: 'ms', limit: SAVE_BAR_MS, ratio: p95 / SAVE_BAR_MS, bar: '<=1' },
		...{ p50, p95, p99, longest: Math.max(...latencies), answers: latencies.length, start: percentiles(starts) }
	};
}

/** From the start of a test over ten answers to its result, by as many learners at once as `atOnce`. */
export async function wholeFlows(
	{ server, course, learners }: Stage,
	atOnce = 30,
	milliseconds = 8_000
): Promise<Figure> {
	const flow = new QuizFlow(server.port, course);
	const latencies: number[] = [];
	const startedAt = performance.now();
	const learn = async (lane: number) => {
		for (let learner = lane; performance.now() - startedAt < milliseconds; learner = (learner + atOnce) % learners) {
			const flowStartedAt = performance.now();
			const path = await flow.start(learner);
			for (let position = 0; position < QUESTIONS; position++) await flow.answer(learner, path, position);
			await flow.finish(learner, path);
			latencies.push(performance.now() - flowStartedAt);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, (_, lane) => learn(lane)));
	const value = (1000 * latencies.length) / (performance.now() - startedAt);
	const figures = percentiles(latencies);
	return { name: 'a whole test, start to result', value, unit: 'flows/s', limit: value, ratio: 1, atOnce, ...figures };
}
