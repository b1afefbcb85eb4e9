import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carryRenames } from '#lib/courses/server/carry-renames.ts';
import { prepareSteps } from '#lib/progress/prepared-steps.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { getLearningFacts } from '#lib/progress/server/facts.ts';
import { prepareAllSteps } from '#lib/progress/server/prepare-steps.ts';
import { markLessonRead } from '#lib/progress/server/progress.ts';
import { shownValue } from '#lib/quizzes/answer-value.ts';
import type { AnswerValue } from '#lib/quizzes/question.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import { expireOverdue, submitAttempt } from '#lib/quizzes/server/grading.ts';
import { checkPracticeAnswer, restartPractice, type GivenAnswer } from '#lib/quizzes/server/practice.ts';
import { findQuizResult } from '#lib/quizzes/server/quiz-results.ts';
import type { Db } from '#lib/server/db/db.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { learnEverythingBut } from '../support/learning.ts';
import { createPerson } from '../support/people.ts';
import { gradingAt, practiceQuiz, rightAnswers, smallCourse, testQuiz } from '../support/quizzes.ts';

const MINUTE = 60_000;
const start = new Date('2026-11-23T12:00:00.000Z');
const course = smallCourse;
const RIGHT = [rightAnswers.single, rightAnswers.multiple, rightAnswers.trueFalse];
const WRONG = [2, [2], 0];

/** What a person can do, one minute after the other. */
type Event = 'read' | 'readTest' | 'practise' | 'practiseWrong' | 'submitTest' | 'leaveTest' | 'prepare' | 'enroll';
const EVENTS: Event[] = [
	'read',
	'readTest',
	'practise',
	'practiseWrong',
	'submitTest',
	'leaveTest',
	'prepare',
	'enroll'
];

async function happen(db: Db, personId: string, event: Event, now: Date) {
	const grading = gradingAt(now);
	const read = (lessonSlug: string) => markLessonRead(db, { personId, course, lessonSlug, ...grading });
	const practice = { personId, course, quiz: practiceQuiz, now };
	const test = { personId, course, quiz: { ...testQuiz, attemptsLimit: null }, now };
	const practise = async (answers: AnswerValue[]) => {
		await restartPractice(db, practice);
		for (const [position, value] of answers.entries()) {
			const given: GivenAnswer = ({ content, optionOrder }) => shownValue(content, optionOrder, value);
			await checkPracticeAnswer(db, { ...practice, ...grading, position, given });
		}
	};
	if (event === 'enroll') return enroll(db, { id: personId }, course, now);
	if (event === 'prepare') return prepareAllSteps(db, now);
	if (event === 'practise') return practise(RIGHT);
	if (event === 'practiseWrong') return practise(WRONG);
	if (event === 'read' || event === 'readTest') {
		return read(event === 'read' ? practiceQuiz.slug : testQuiz.slug).catch(() => {});
	}
	const { id: attemptId } = await startAttempt(db, test);
	if (event === 'leaveTest') {
		const later = new Date(now.getTime() + 40 * MINUTE);
		return expireOverdue(db, gradingAt(later));
	}
	const changes = [{ position: 0, value: 0, key: randomUUID() }];
	await db.transaction().execute((trx) => saveAnswers(trx, [{ attemptId, receivedAt: now, changes }]));
	return submitAttempt(db, { personId, attemptId, ...grading });
}

/** The same from the tables, as if nothing had been prepared. */
async function computed(db: Db, personId: string) {
	const facts = await getLearningFacts(db, personId, course.slug);
	const reads = await db
		.selectFrom('lessonProgress')
		.select('readAt as at')
		.where('userAccountId', '=', personId)
		.execute();
	const closed = await db
		.selectFrom('attempt')
		.select('closedAt as at')
		.where('userAccountId', '=', personId)
		.where('closedAt', 'is not', null)
		.execute();
	const last = [...reads, ...closed].map(({ at }) => at).sort();
	return { steps: prepareSteps(facts), lastActivityAt: last.at(-1) ?? null };
}

async function stored(db: Db, personId: string, courseSlug = course.slug) {
	const row = await db
		.selectFrom('enrollment')
		.select(['steps', 'lastActivityAt'])
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', courseSlug)
		.executeTakeFirstOrThrow();
	return { ...row, steps: row.steps === null ? null : (JSON.parse(row.steps) as unknown) };
}

describeOnBothDatabases('prepared steps', (getDb, engine) => {
	test('after anything a person does they equal what the tables say', { timeout: 120_000 }, async () => {
		const db = getDb();
		await fc.assert(
			fc.asyncProperty(fc.array(fc.constantFrom(...EVENTS), { maxLength: 12 }), async (events) => {
				const { id } = await createPerson(db, 'Bartek');
				let now = start.getTime();
				for (const event of [...events, 'enroll' as const]) {
					await happen(db, id, event, new Date(now));
					now += 60 * MINUTE;
				}
				await prepareAllSteps(db, new Date(now));
				expect(await stored(db, id)).toEqual(await computed(db, id));
			}),
			{ numRuns: engine === 'sqlite' ? 40 : 10 }
		);
	});

	test('practice graded over and over is counted each time; the last result stands beside the best', async () => {
		const db = getDb();
		const { id } = await createPerson(db, 'Bartek');
		await happen(db, id, 'enroll', start);
		for (const [at, event] of (['practise', 'practise', 'practiseWrong'] as const).entries()) {
			await happen(db, id, event, new Date(start.getTime() + at * MINUTE));
		}
		expect((await stored(db, id)).steps).toEqual({ lekcja: [0, 3, 100, 1] });
		const result = await findQuizResult(db, { personId: id, courseSlug: course.slug, quizSlug: 'lekcja' });
		expect(result).toMatchObject({ bestScore: 400, bestMaxScore: 400, lastScore: 0, lastMaxScore: 400 });
	});

	test('a lesson read again is no activity', async () => {
		const db = getDb();
		const { id } = await createPerson(db, 'Bartek');
		await happen(db, id, 'enroll', start);
		await happen(db, id, 'read', start);
		await happen(db, id, 'read', new Date(start.getTime() + 5 * MINUTE));
		expect(await stored(db, id)).toEqual({ steps: { lekcja: [1] }, lastActivityAt: start.toISOString() });
	});

	test('what was learned before there were boards is prepared in batches, by two processes at once', async () => {
		const db = getDb();
		await prepareAllSteps(db, start);
		const people = await Promise.all(Array.from({ length: 120 }, (_, number) => createPerson(db, `Uczeń ${number}`)));
		for (const { id } of people) {
			await enroll(db, { id }, course, start);
			await learnEverythingBut(db, id, course, testQuiz.slug, start);
		}
		const [one = 0, other = 0] = await Promise.all([prepareAllSteps(db, start), prepareAllSteps(db, start)]);
		expect(one + other).toBe(120);
		const expected = {
			steps: { lekcja: [1, 1, 90, 1], sprawdzian: [0, 1, 90, 1] },
			lastActivityAt: start.toISOString()
		};
		for (const { id } of people) expect(await stored(db, id)).toEqual(expected);
	});

	test('a renamed lesson is prepared again under its new name', async () => {
		const db = getDb();
		const { id } = await createPerson(db, 'Bartek');
		await happen(db, id, 'enroll', start);
		await happen(db, id, 'read', start);
		const redirects = { courses: [], lessons: { lekcja: 'lekcja-pierwsza' }, questions: {} };
		await carryRenames(db, [{ slug: course.slug, lessons: course.lessons, redirects }]);
		expect((await stored(db, id)).steps).toBeNull();
		await prepareAllSteps(db, start);
		expect(await stored(db, id)).toEqual({ steps: { 'lekcja-pierwsza': [1] }, lastActivityAt: start.toISOString() });
	});
});
