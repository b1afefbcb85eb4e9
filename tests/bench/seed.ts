import { join } from 'node:path';
import { sql } from 'kysely';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import { digestOf } from '#lib/accounts/server/secret-token.ts';
import type { Course } from '#lib/courses/course.ts';
import { prepareSteps } from '#lib/progress/prepared-steps.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { migrateToLatest } from '#lib/server/db/migrations.ts';
import { BENCH_COURSE, benchLesson } from './course.ts';

export const PASSWORD = 'mierzymy-szybkosc-razem';
const ROWS_AT_ONCE = 500;

export const learnerId = (number: number) => `uczen-${number}`;
export const attemptId = (number: number) => `podejscie-${number}`;
export const loginOf = (number: number) => `uczen-${number}@example.org`;
/** The token of a learner's sign-in, in the shape of a real one. */
export const tokenOf = (number: number) => String(number).padStart(43, '0');

/** Where a server with nothing but a data folder keeps its database. */
export const databaseIn = (dataDir: string) => `sqlite:${join(dataDir, 'wspolnie.db')}`;

/**
 * Fills a new database with learners who are signed in, on the course, have read a lesson and sit at its test.
 * Learner 0 starts the test as people do; everybody else gets a copy of that attempt.
 */
export async function seed(root: string, address: string, course: Course, learners: number): Promise<void> {
	const db = openDatabase(address);
	try {
		await migrateToLatest(db, join(root, 'migrations'));
		const passwordHash = await hashPassword(PASSWORD);
		for (let from = 0; from < learners; from += ROWS_AT_ONCE) {
			const numbers = Array.from({ length: Math.min(ROWS_AT_ONCE, learners - from) }, (_, index) => from + index);
			await insertLearners(db, numbers, passwordHash, course);
		}
		const { quiz } = benchLesson(course, 'sprawdzian');
		if (!quiz) throw new Error('The test is missing.');
		const { id } = await startAttempt(db, { personId: learnerId(0), course, quiz, now: new Date() });
		await copyAttempt(db, id);
	} finally {
		await db.destroy();
	}
}

async function insertLearners(db: Db, numbers: number[], passwordHash: string, course: Course) {
	const now = new Date().toISOString();
	const nextMonth = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString();
	const lessonOf = (number: number) => course.lessons[number % 2]?.slug ?? '';
	await db.transaction().execute(async (trx) => {
		const accounts = numbers.map((number) => ({
			id: learnerId(number),
			kind: 'email' as const,
			displayName: `Bartek Żółciński ${number}`,
			email: loginOf(number),
			emailConfirmedAt: now,
			passwordHash,
			mustChangePassword: 0 as const,
			createdAt: now
		}));
		const sessions = numbers.map((number) => ({
			id: digestOf(tokenOf(number)),
			userAccountId: learnerId(number),
			device: 'Chromium, Linux',
			createdAt: now,
			lastSeenAt: now,
			expiresAt: nextMonth
		}));
		const enrollments = numbers.map((number) => ({
			userAccountId: learnerId(number),
			courseSlug: BENCH_COURSE,
			enrolledAt: now,
			// As the job leaves it, so that the job has nothing to do while something else is measured.
			steps: JSON.stringify(prepareSteps({ readLessons: new Set([lessonOf(number)]), quizzes: new Map() })),
			lastActivityAt: now
		}));
		const read = numbers.map((number) => ({
			userAccountId: learnerId(number),
			courseSlug: BENCH_COURSE,
			lessonSlug: lessonOf(number),
			readAt: now
		}));
		await trx.insertInto('userAccount').values(accounts).execute();
		await trx.insertInto('signInSession').values(sessions).execute();
		await trx.insertInto('enrollment').values(enrollments).execute();
		await trx.insertInto('lessonProgress').values(read).execute();
	});
}

/** Gives every learner the attempt under an id of their own. */
async function copyAttempt(db: Db, sample: string) {
	const attempt = await db.selectFrom('attempt').selectAll().where('id', '=', sample).executeTakeFirstOrThrow();
	const items = await db.selectFrom('attemptItem').selectAll().where('attemptId', '=', sample).execute();
	await db.deleteFrom('attempt').where('id', '=', sample).execute();
	const first = attemptId(0);
	await db
		.insertInto('attempt')
		.values({ ...attempt, id: first })
		.execute();
	const kept = items.map((item) => ({ ...item, attemptId: first }));
	await db.insertInto('attemptItem').values(kept).execute();

	const names = (Object.keys(attempt) as (keyof typeof attempt)[]).filter(
		(name) => name !== 'id' && name !== 'userAccountId'
	);
	await db
		.insertInto('attempt')
		.columns(['id', 'userAccountId', ...names])
		.expression((eb) =>
			eb
				.selectFrom(['attempt', 'userAccount'])
				.select((e) => [
					sql<string>`replace(user_account.id, 'uczen', 'podejscie')`.as('id'),
					'userAccount.id as userAccountId',
					...names.map((name) => e.ref(`attempt.${name}`).as(name))
				])
				.where('attempt.id', '=', first)
				.where('userAccount.id', '<>', learnerId(0))
		)
		.execute();
	const columns = (Object.keys(kept[0] ?? {}) as (keyof (typeof kept)[0])[]).filter((name) => name !== 'attemptId');
	await db
		.insertInto('attemptItem')
		.columns(['attemptId', ...columns])
		.expression((eb) =>
			eb
				.selectFrom(['attemptItem', 'attempt'])
				.select((e) => ['attempt.id as attemptId', ...columns.map((name) => e.ref(`attemptItem.${name}`).as(name))])
				.where('attemptItem.attemptId', '=', first)
				.where('attempt.id', '<>', first)
		)
		.execute();
}
