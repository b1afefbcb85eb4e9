import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Db } from '#lib/server/db/db.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import type { AnswerValue } from '#lib/quizzes/question.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { measure } from '#lib/statistics/server/measure.ts';
import { measureInThread } from '#lib/statistics/server/measure-in-thread.ts';
import { readFirstAttempts } from '#lib/statistics/server/first-attempts.ts';
import { listOutdated, refreshStatistics } from '#lib/statistics/server/refresh.ts';
import { listQuestionViews, listQuizRows } from '#lib/statistics/server/statistics-pages.ts';
import { listShownItems, listShownQuizzes } from '#lib/statistics/server/shown-statistics.ts';
import { listItemStatistics, listQuizStatistics } from '#lib/statistics/server/stored-statistics.ts';
import { copyAttempt } from '../support/copy-attempt.ts';
import { createTestDatabase, describeOnBothDatabases } from '../support/databases.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { gradingAt, rightAnswers, smallCourse, testQuiz } from '../support/quizzes.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const quiz: Quiz = { ...testQuiz, questions: testQuiz.questions.slice(0, 3), attemptsLimit: null };
const course = {
	...smallCourse,
	lessons: smallCourse.lessons.map((lesson) => (lesson.slug === quiz.slug ? { ...lesson, quiz } : lesson))
};
const of = { courseSlug: course.slug, quizSlug: quiz.slug, kind: quiz.kind };
const RIGHT: AnswerValue[] = [rightAnswers.single, rightAnswers.multiple, rightAnswers.trueFalse];
const WRONG: AnswerValue[] = [2, [2], 0];

/** Somebody answers the quiz, a minute for each question; `marks` says which are right. */
async function sit(db: Db, personId: string, marks: string, at = now): Promise<string> {
	const { id } = await startAttempt(db, { personId, course, quiz, now: at });
	for (const { position } of await listItems(db, id)) {
		const value = (marks[position] === '1' ? RIGHT : WRONG)[position] as AnswerValue;
		const receivedAt = new Date(at.getTime() + (position + 1) * 60_000);
		const changes = [{ position, value, key: randomUUID() }];
		await db.transaction().execute((trx) => saveAnswers(trx, [{ attemptId: id, receivedAt, changes }]));
	}
	const end = new Date(at.getTime() + 4 * 60_000);
	await submitAttempt(db, { personId, attemptId: id, ...gradingAt(end) });
	return id;
}

/** Each pattern of marks so many times: the first person answers, the others are given copies of what was stored. */
async function sitAll(db: Db, groups: [count: number, marks: string][], at = now): Promise<string> {
	let first = '';
	for (const [count, marks] of groups) {
		const person = await createPerson(db, 'Bartek');
		await enroll(db, person, course, at);
		await copyAttempt(db, await sit(db, person.id, marks, at), count - 1);
		first ||= person.id;
	}
	return first;
}

const appOn = (db: Db) => ({ db, settings: { databaseAddress: '' } });
const refresh = (db: Db, at = later(10)) => refreshStatistics(appOn(db), of, at, (one) => measure(db, one));
const itemOf = async (db: Db, id: string) =>
	(await listItemStatistics(db, course.slug, quiz.slug)).find(({ questionSlug }) => questionSlug === id);

describeOnBothDatabases('statistics of a quiz', (getDb) => {
	beforeEach(async () => {
		for (const table of ['quizStatistic', 'itemStatistic', 'attempt'] as const)
			await getDb().deleteFrom(table).execute();
	});

	test('count what people answered the first time, and how long it took them', async () => {
		const db = getDb();
		const again = await sitAll(db, [
			[8, '111'],
			[4, '011']
		]);
		await sit(db, again, '000', later(20));
		expect(await refresh(db)).toBe(true);

		const [stored] = await listQuizStatistics(db, course.slug);
		expect(stored?.statistics).toMatchObject({
			attempts: 12,
			mean: 0.917,
			passRate: { value: 1, n: 12 },
			minutes: { n: 12, median: 4 },
			reliability: null,
			rasch: null
		});
		const single = await itemOf(db, 'single');
		expect(single).toMatchObject({ n: 12, difficulty: null });
		expect(single?.statistics.facility?.value).toBeCloseTo(8 / 12, 3);
		expect(single?.statistics.seconds).toMatchObject({ n: 12, median: 60 });
		expect(single?.statistics.discrimination).toBeNull();
		expect(single?.statistics.distractors).toBeNull();
	});

	test('say nothing at all of fewer than five people', async () => {
		const db = getDb();
		await sitAll(db, [[4, '110']]);
		expect(await refresh(db)).toBe(false);
		expect(await listQuizStatistics(db, course.slug)).toEqual([]);
		expect(await listItemStatistics(db, course.slug)).toEqual([]);
	});

	test('stay as they were until five more have answered, so that nobody can be found by subtraction', async () => {
		const db = getDb();
		await sitAll(db, [[10, '111']]);
		await refresh(db);
		await sitAll(db, [[4, '000']], later(5));
		expect(await refresh(db)).toBe(false);
		expect((await itemOf(db, 'single'))?.statistics.facility).toMatchObject({ value: 1, n: 10 });
		await sitAll(db, [[1, '000']], later(5));
		expect(await refresh(db)).toBe(true);
		expect((await itemOf(db, 'single'))?.statistics.facility?.n).toBe(15);
	});

	test('are not shown to an author who could subtract people they see by name and be left with a few', async () => {
		const db = getDb();
		await sitAll(db, [
			[20, '111'],
			[4, '011']
		]);
		await refresh(db);
		const anna = await createPerson(db, 'Anna');
		const school = await createOrganization(db, 'Szkoła Podstawowa nr 1');
		await grantRole(db, anna, 'teacher', school);
		const shown = async () => ({
			quizzes: (await listShownQuizzes(db, anna.id, course.slug)).length,
			items: (await listShownItems(db, anna.id, course.slug)).length,
			row: (await listQuizRows(db, anna.id, course)).find(({ slug }) => slug === quiz.slug)?.statistics?.attempts,
			questions: (await listQuestionViews(db, anna.id, course, { slug: quiz.slug, quiz })).length
		});
		const everything = { quizzes: 1, items: 3, row: 24, questions: 3 };
		expect(await shown(), 'she teaches nobody').toEqual(everything);

		const people = await db.selectFrom('attempt').select('userAccountId as id').orderBy('score', 'desc').execute();
		const teach = async (learners: { id: string }[]) =>
			addTeacher(db, await createGroupWith(db, school, learners, course.slug), anna);
		await teach(people.slice(0, 19));
		expect(await shown(), 'five others').toEqual(everything);
		await teach(people.slice(19, 20));
		expect(await shown(), 'four others').toEqual({ quizzes: 0, items: 0, row: undefined, questions: 0 });
		await teach(people.slice(20));
		expect(await shown(), 'nobody else').toEqual(everything);
	});

	test('ask to check the key where those who know the rest choose otherwise', async () => {
		const db = getDb();
		await sitAll(db, [
			[20, '011'],
			[15, '100'],
			[5, '111'],
			[5, '010']
		]);
		await refresh(db);
		const [row] = (await listQuizRows(db, '', course)).filter(({ slug }) => slug === quiz.slug);
		expect(row).toMatchObject({ suspects: 1, statistics: { attempts: 45, reliability: { itemCount: 3 } } });
		const [first] = await listQuestionViews(db, '', course, { slug: quiz.slug, quiz });
		expect(first).toMatchObject({ id: 'single', revisions: [{ verdict: 'checkFirst', isCurrent: true, n: 45 }] });
		const shares = first?.revisions[0]?.distractors;
		expect(shares?.rows.map(({ isRight }) => isRight)).toEqual([true, false, false]);
		expect(shares?.choices[2]?.upper).toBeGreaterThan(shares?.choices[2]?.lower ?? 1);
	});

	test('judge difficulty for draws from thirty people on, and never by a pretest', async () => {
		const db = getDb();
		await sitAll(db, [
			[18, '110'],
			[12, '100']
		]);
		await refresh(db);
		expect((await itemOf(db, 'single'))?.difficulty).toBe('easy');
		expect((await itemOf(db, 'multiple'))?.difficulty).toBe('medium');
		expect((await itemOf(db, 'trueFalse'))?.difficulty).toBe('hard');
		await refreshStatistics(appOn(db), { ...of, kind: 'pretest' }, later(11), (one) => measure(db, one));
		expect((await itemOf(db, 'single'))?.difficulty).toBeNull();
	});

	test('leave out what waits for marks, and questions that were made void', async () => {
		const db = getDb();
		await sitAll(db, [[12, '110']]);
		const attempts = await db.selectFrom('attempt').select('id').execute();
		await db
			.updateTable('attempt')
			.set({ state: 'submitted', score: null, maxScore: null, isPassed: null })
			.where('id', '=', attempts[0]?.id ?? '')
			.execute();
		await db.updateTable('attemptItem').set({ voided: 'none' }).where('position', '=', 2).execute();
		await refresh(db);
		expect((await listQuizStatistics(db, course.slug))[0]?.statistics.attempts).toBe(11);
		expect((await itemOf(db, 'single'))?.n).toBe(11);
		expect(await itemOf(db, 'trueFalse')).toMatchObject({ n: 0, statistics: { isVoided: true, facility: null } });
	});

	test('are read in slices without losing or doubling anybody who ended at the same instant', async () => {
		const db = getDb();
		await sitAll(db, [[7, '110']]);
		const { results, responses } = await readFirstAttempts(db, of, 100, 3);
		expect(results).toHaveLength(7);
		expect(responses.attemptCount).toBe(7);
		expect((await readFirstAttempts(db, of, 5, 3)).results).toHaveLength(5);
	});

	test('are out of date once five more have ended, or a key was put right', async () => {
		const db = getDb();
		await sitAll(db, [[5, '111']]);
		expect(await listOutdated(db, course)).toEqual([of]);
		await refresh(db);
		expect(await listOutdated(db, course)).toEqual([]);
		await sitAll(db, [[4, '111']], later(30));
		expect(await listOutdated(db, course)).toEqual([]);
		await sitAll(db, [[1, '111']], later(30));
		expect(await listOutdated(db, course)).toEqual([of]);

		await refresh(db, later(60));
		expect(await listOutdated(db, course)).toEqual([]);
		const fromHash = quiz.questions[0]?.hash ?? '';
		const author = await createPerson(db, 'Henryk');
		const regrade = { id: randomUUID(), courseSlug: course.slug, questionSlug: 'single', quizSlugs: '[]', fromHash };
		await db
			.insertInto('regrade')
			.values({
				...{ ...regrade, toHash: null, policy: 'full', reason: 'Pomyłka.', state: 'applying' },
				...{ attemptCount: 0, changedCount: 0, undoneBy: null, undoneAt: null },
				...{ appliedBy: author.id, appliedAt: later(61).toISOString() }
			})
			.execute();
		expect(await listOutdated(db, course), 'half of the results go by the old key').toEqual([]);
		await db.updateTable('regrade').set({ state: 'applied' }).execute();
		expect(await listOutdated(db, course)).toEqual([of]);
		await refresh(db, later(70));
		expect(await listOutdated(db, course)).toEqual([]);
	});
});

test.each(['sqlite', 'postgres'] as const)('a quiz is measured in a thread of its own (%s)', async (engine) => {
	const database = await createTestDatabase(engine, { inFile: true });
	try {
		await sitAll(database.db, [[6, '101']]);
		const measured = await measureInThread(database.address, of);
		expect(measured?.quiz.attempts).toBe(6);
		expect(measured).toEqual(await measure(database.db, of));
		await expect(measureInThread('sqlite:/nie/ma/takiego.db', of)).rejects.toThrow();
	} finally {
		await database.drop();
	}
});
