import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { digestOf } from '#lib/accounts/server/secret-token.ts';
import type { QuestionTally } from '#lib/board/question-tally.ts';
import type { Course } from '#lib/courses/course.ts';
import type { PreparedStep } from '#lib/progress/prepared-steps.ts';
import { storeRevisions } from '#lib/quizzes/server/revisions.ts';
import { openDatabase, type Db, type Trx } from '#lib/server/db/db.ts';
import { migrateToLatest } from '#lib/server/db/migrations.ts';
import { tokenOf } from './seed.ts';

const ROWS_AT_ONCE = 200;
const CLASS = 30;
const DAY = 24 * 3_600_000;
const FIRST_NAMES = ['Zuzanna', 'Łukasz', 'Żaneta', 'Anna', 'Ewa', 'Bartek', 'Oliwia', 'Świętosława', 'Jędrzej'];
const LAST_NAMES = ['Bąk', 'Śledź', 'Kowalczyk', 'Łoś', 'Żółcińska-Wąs', 'Nowak', 'Wójcik', 'Zając', 'Ćwiąkalska'];

/** The group whose board is looked at, and the teacher who looks. */
export const BOARD_GROUP = 'grupa-do-pomiaru';
const TEACHER = 'nauczycielka';
export const TEACHER_TOKEN = tokenOf(0);

/**
 * A new database with one large group in the middle of a course, its teacher signed in, and any number of other learners
 * in classes of thirty on the same course.
 */
export async function seedBoard(
	root: string,
	dataDir: string,
	course: Course,
	{ people, others }: { people: number; others: number }
): Promise<void> {
	const db = openDatabase(`sqlite:${join(dataDir, 'wspolnie.db')}`);
	const now = new Date();
	try {
		await migrateToLatest(db, join(root, 'migrations'));
		await insertSchool(db, course, now);
		await insertLearners(
			db,
			course,
			Array.from({ length: people }, () => BOARD_GROUP),
			now
		);
		const classes = Array.from({ length: Math.ceil(others / CLASS) }, (_, number) => `klasa-${number}`);
		for (let from = 0; from < classes.length; from += ROWS_AT_ONCE) {
			await db.transaction().execute((trx) => insertGroups(trx, course, classes.slice(from, from + ROWS_AT_ONCE), now));
		}
		const places = Array.from({ length: others }, (_, number) => classes[Math.floor(number / CLASS)] ?? '');
		await insertLearners(db, course, places, now);
	} finally {
		await db.destroy();
	}
}

async function insertSchool(db: Db, course: Course, now: Date) {
	const [at, later] = [now.toISOString(), new Date(now.getTime() + 30 * DAY).toISOString()];
	const account = { id: TEACHER, kind: 'email' as const, displayName: 'Anna Kowalczyk', email: 'anna@example.org' };
	await db.transaction().execute(async (trx) => {
		await trx
			.insertInto('organization')
			.values({ id: 'szkola', name: 'Szkoła', kind: 'school', createdAt: at })
			.execute();
		await trx
			.insertInto('userAccount')
			.values({ ...account, emailConfirmedAt: at, mustChangePassword: 0, createdAt: at })
			.execute();
		await trx
			.insertInto('role')
			.values({ id: 'rola', userAccountId: TEACHER, organizationId: 'szkola', name: 'teacher', grantedAt: at })
			.execute();
		const session = { device: 'Chromium, Linux', createdAt: at, lastSeenAt: at, expiresAt: later };
		await trx
			.insertInto('signInSession')
			.values({ id: digestOf(TEACHER_TOKEN), userAccountId: TEACHER, organizationId: 'szkola', ...session })
			.execute();
		await insertGroups(trx, course, [BOARD_GROUP], now);
		await trx
			.insertInto('membership')
			.values({ learnerGroupId: BOARD_GROUP, userAccountId: TEACHER, kind: 'teacher', joinedAt: at })
			.execute();
		await storeQuestions(trx, course, now);
	});
}

async function insertGroups(trx: Trx, course: Course, ids: string[], now: Date) {
	const [at, dueOn] = [now.toISOString(), new Date(now.getTime() + 12 * DAY).toISOString().slice(0, 10)];
	const createdAt = new Date(now.getTime() - 12 * DAY).toISOString();
	const courseSlug = course.slug;
	await trx
		.insertInto('learnerGroup')
		.values(ids.map((id) => ({ id, organizationId: 'szkola', name: `Grupa ${id}`, createdAt })))
		.execute();
	await trx
		.insertInto('courseAssignment')
		.values(ids.map((learnerGroupId) => ({ learnerGroupId, courseSlug, dueOn, createdAt })))
		.execute();
	// As the job leaves it, so that the job has nothing to do while something else is measured.
	const content = ids.includes(BOARD_GROUP) ? JSON.stringify(tallies(course)) : '[]';
	await trx
		.insertInto('questionStatistic')
		.values(ids.map((learnerGroupId) => ({ learnerGroupId, courseSlug, computedAt: at, content })))
		.execute();
}

const questionsOf = (course: Course) =>
	course.lessons.flatMap(({ slug, quiz }) => (quiz?.questions ?? []).map((question) => ({ slug, question })));

const tallies = (course: Course): QuestionTally[] =>
	questionsOf(course).map(({ slug, question }, number) => ({
		...{ quizSlug: slug, questionHash: question.hash, seen: 900, answered: 880, of: 90_000 },
		won: 30_000 + number * 100,
		wrong: { choice: 1, count: 200 }
	}));

const storeQuestions = (trx: Trx, course: Course, now: Date) =>
	storeRevisions(trx, {
		questions: questionsOf(course).map(({ question }) => question),
		courseSlug: course.slug,
		now
	});

/** One learner for each of `groups`, a different way into the course each, as learning leaves it prepared. */
async function insertLearners(db: Db, course: Course, groups: string[], now: Date) {
	for (let from = 0; from < groups.length; from += ROWS_AT_ONCE) {
		const learners = groups.slice(from, from + ROWS_AT_ONCE).map((groupId, at) => ({
			id: randomUUID(),
			groupId,
			number: from + at
		}));
		await db.transaction().execute((trx) => insertSome(trx, course, learners, now));
	}
}

async function insertSome(
	trx: Trx,
	course: Course,
	learners: { id: string; groupId: string; number: number }[],
	now: Date
) {
	const at = now.toISOString();
	await trx
		.insertInto('userAccount')
		.values(
			learners.map(({ id, number }) => ({
				...{ id, kind: 'email' as const, displayName: nameOf(number), email: `${id}@example.org` },
				...{ emailConfirmedAt: at, mustChangePassword: 0 as const, createdAt: at }
			}))
		)
		.execute();
	await trx
		.insertInto('membership')
		.values(
			learners.map(({ id, groupId }) => ({
				...{ learnerGroupId: groupId, userAccountId: id, kind: 'learner' as const, joinedAt: at }
			}))
		)
		.execute();
	await trx
		.insertInto('enrollment')
		.values(
			learners.map(({ id, groupId, number }) => ({
				...{ userAccountId: id, courseSlug: course.slug, learnerGroupId: groupId, enrolledAt: at },
				steps: stepsOf(course, number),
				lastActivityAt: new Date(now.getTime() - 3_600_000 - (number % 11) * DAY).toISOString()
			}))
		)
		.execute();
}

const nameOf = (number: number) =>
	`${FIRST_NAMES[number % 9]} ${LAST_NAMES[Math.floor(number / 9) % 9]} ${(number * 7919) % 1000}`;

/** From half of the course to all of it done; every third quiz failed. */
function stepsOf(course: Course, number: number): string {
	const half = Math.floor(course.lessons.length / 2);
	const done = course.lessons.slice(0, half + (number % (half + 1))).map(({ slug }, at): [string, PreparedStep] => {
		const percent = (number * 13 + at * 29) % 101;
		return [slug, [1, 1 + (at % 4), percent, percent < 34 ? 0 : 1]];
	});
	return JSON.stringify(Object.fromEntries(done));
}
