import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import type { Course } from '#lib/courses/course.ts';
import { hashQuestion } from '#lib/courses/server/parse-quiz.ts';
import { gradeAnswer, maxScoreOf } from '#lib/quizzes/grade.ts';
import type { ChoiceContent } from '#lib/quizzes/question.ts';
import type { Question } from '#lib/quizzes/quiz.ts';
import { carryOn } from '#lib/regrading/server/carry-on.ts';
import { orderRegrade } from '#lib/regrading/server/order.ts';
import { previewRegrade, type Intention } from '#lib/regrading/server/preview.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { benchLesson } from './course.ts';
import type { Figure } from './figure.ts';
import { learnerId, seed } from './seed.ts';

const ATTEMPTS = 10_000;
const PREVIEW_BAR_MS = 5_000;
const HELD_BAR_MS = 1_000;
const TRIES = 3;

interface Stage {
	db: Db;
	course: Course;
	question: Question;
	corrected: Pick<Question, 'hash' | 'content'>;
	intention: Intention;
}

/** Regrades one question of a test that ten thousand people have taken, on a database of its own. */
export async function regrades(root: string, address: string, course: Course): Promise<Figure[]> {
	const stage = await openStage(root, address, course);
	try {
		return [await previewTime(stage), ...(await applyTimes(stage))];
	} finally {
		await stage.db.destroy();
	}
}

/** The slowest of a few previews, every attempt judged. */
async function previewTime({ db, intention }: Stage): Promise<Figure> {
	const times: number[] = [];
	for (let round = 0; round < TRIES; round++) {
		const startedAt = performance.now();
		const { attempts } = await previewRegrade(db, intention, new Date().toISOString());
		times.push(performance.now() - startedAt);
		if (attempts !== ATTEMPTS) throw new Error(`The preview judged ${attempts} attempts.`);
	}
	const value = Math.max(...times);
	return {
		name: `regrade preview of ${ATTEMPTS} attempts`,
		value,
		unit: 'ms',
		limit: PREVIEW_BAR_MS,
		ratio: value / PREVIEW_BAR_MS,
		bar: '<=1'
	};
}

/** How long it takes to change all results, and for how long at most nobody else could write meanwhile. */
async function applyTimes({ db, course, question, corrected, intention }: Stage): Promise<Figure[]> {
	const now = new Date();
	const seen = await previewRegrade(db, intention, now.toISOString());
	const author = { id: learnerId(0), address: '127.0.0.1' };
	const order = {
		intention,
		questionSlug: question.id,
		fromHash: question.hash,
		corrected,
		reason: 'Pomyłka w kluczu.',
		seen
	};
	const regradeId = await orderRegrade(db, author, order, now);
	let isDone = false;
	let held = 0;
	const others = (async () => {
		while (!isDone) {
			const askedAt = performance.now();
			await db.updateTable('userAccount').set({ mustChangePassword: 0 }).where('id', '=', learnerId(1)).execute();
			held = Math.max(held, performance.now() - askedAt);
		}
	})();
	const startedAt = performance.now();
	await carryOn(db, regradeId, { courses: { find: () => course }, issuer: 'Pomiar', now });
	const value = performance.now() - startedAt;
	isDone = true;
	await others;
	return [
		{ name: `regrade of ${ATTEMPTS} attempts applied`, value, unit: 'ms', limit: ATTEMPTS, ratio: value / ATTEMPTS },
		{
			name: 'longest wait of another write meanwhile',
			value: held,
			unit: 'ms',
			limit: HELD_BAR_MS,
			ratio: held / HELD_BAR_MS,
			bar: '<=1'
		}
	];
}

async function openStage(root: string, address: string, course: Course): Promise<Stage> {
	const file = address.replace(/^sqlite:/, '');
	mkdirSync(dirname(file), { recursive: true });
	if (existsSync(file)) rmSync(file);
	await seed(root, address, course, ATTEMPTS);
	const db = openDatabase(address);
	const { slug, quiz } = benchLesson(course, 'sprawdzian');
	const used = await db.selectFrom('attemptItem').select('questionHash').distinct().execute();
	const question = quiz?.questions.find(
		({ hash, content }) => content.type === 'single' && used.some(({ questionHash }) => questionHash === hash)
	);
	if (!question) throw new Error('The test has no question to put right.');
	await finishAttempts(db, question);
	const content = turnedRound(question.content as ChoiceContent);
	const corrected = { hash: hashQuestion(content), content };
	const held = { courseSlug: course.slug, quizSlugs: [slug], hashes: [question.hash] };
	return { db, course, question, corrected, intention: { course, held, judging: { policy: 'all', key: content } } };
}

/** The second choice is right instead of the one that was. */
function turnedRound(content: ChoiceContent): ChoiceContent {
	const old = content.choices.findIndex(({ isRight }) => isRight);
	const choices = content.choices.map((choice, index) => ({ ...choice, isRight: index === (old === 0 ? 1 : 0) }));
	return { ...content, choices };
}

/** Half chose the first option, half the second; nobody answered the rest. */
async function finishAttempts(db: Db, { hash, content }: Question): Promise<void> {
	const now = new Date().toISOString();
	const scoreOf = (value: number) => gradeAnswer(content as ChoiceContent, value);
	await sql`insert into answer (attempt_id, position, value, change_key, saved_at)
		select attempt_id, position, case when length(attempt_id) % 2 = 0 then '0' else '1' end, 'k', ${now}
		from attempt_item where question_hash = ${hash}`.execute(db);
	await sql`update attempt_item set score = coalesce((select case w.value when '0' then ${scoreOf(0)} else ${scoreOf(1)} end
		from answer w where w.attempt_id = attempt_item.attempt_id and w.position = attempt_item.position), 0)`.execute(db);
	await sql`update attempt set state = 'graded', closed_at = ${now}, is_passed = 0, max_score = ${10 * maxScoreOf(content)},
		score = (select sum(i.score) from attempt_item i where i.attempt_id = attempt.id)`.execute(db);
}
