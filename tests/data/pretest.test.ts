import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Course } from '#lib/courses/course.ts';
import { NO_RULES } from '#lib/groups/assignment.ts';
import { NO_FACTS, percentOf } from '#lib/progress/completion.ts';
import { lessonToFinishFirst } from '#lib/progress/gate.ts';
import { getCourseProgress, markLessonRead } from '#lib/progress/server/progress.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { getAttemptPage } from '#lib/quizzes/server/attempt-page.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import { getAttemptForPerson, listAttempts, listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt, type Grading } from '#lib/quizzes/server/grading.ts';
import { getPretestIntro } from '#lib/quizzes/server/pretest-intro.ts';
import { inTransaction } from '#lib/server/db/db.ts';
import { readMyAttempts } from '#lib/privacy/server/my-attempts.ts';
import { sampleCourse, sampleLesson } from '../support/courses.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { passQuiz } from '../support/learning.ts';
import { createPerson } from '../support/people.ts';
import { allQuestions, testQuiz } from '../support/quizzes.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const pretest: Quiz = {
	...testQuiz,
	slug: 'na-start',
	title: 'Test na start',
	kind: 'pretest',
	passingPercent: null,
	timeLimitMinutes: null,
	attemptsLimit: 1,
	feedback: 'afterTest',
	questions: allQuestions.slice(0, 3)
};
const lessons = [
	sampleLesson({ slug: pretest.slug, title: 'Na start', number: 1, quiz: pretest }),
	sampleLesson({ slug: testQuiz.slug, title: 'Sprawdzian', number: 2, quiz: testQuiz })
];
const certificate = {
	title: 'Dyplom',
	requires: ['lessons', 'quizzes', 'test'] as const satisfies string[],
	validMonths: 12,
	renewal: { requires: ['quizzes', 'test'] as const satisfies string[], openMonths: 11 }
};
const course: Course = sampleCourse({
	slug: 'przed-i-po',
	lessons,
	certificate: {
		...certificate,
		requires: [...certificate.requires],
		renewal: { ...certificate.renewal, requires: [...certificate.renewal.requires] }
	}
});
const courseWithoutTest: Course = sampleCourse({ slug: 'bez-testu', lessons: lessons.slice(0, 1) });
const grading: Grading = {
	courses: { find: (slug) => [course, courseWithoutTest].find((each) => each.slug === slug) },
	issuer: 'ROPS',
	now
};

describeOnBothDatabases('a test before learning', (getDb) => {
	let personId: string;
	beforeEach(async () => {
		personId = (await createPerson(getDb(), 'Bartek')).id;
		await enroll(getDb(), { id: personId }, course, now);
	});

	const start = (quiz = pretest, at = course) => startAttempt(getDb(), { personId, course: at, quiz, now });
	const submit = (attemptId: string) => submitAttempt(getDb(), { personId, attemptId, ...grading });
	const page = (attemptId: string) => getAttemptPage(getDb(), { personId, attemptId, ...grading });
	const intro = (at = course) => getPretestIntro(getDb(), { course: at, quiz: pretest, personId });
	const take = async (at = course) => {
		const { id } = await start(pretest, at);
		await submit(id);
		return id;
	};
	/** Takes a quiz with so many right answers. */
	const sit = async (quiz: Quiz, right: number) => {
		const { id: attemptId } = await start(quiz);
		const items = (await listItems(getDb(), attemptId)).slice(0, right);
		const changes = items.map(({ position, content }) => ({
			...{ position, key: `${position}`, confidence: null, value: rightAnswer(content) }
		}));
		await inTransaction(getDb(), (trx) => saveAnswers(trx, [{ attemptId, receivedAt: now, changes }]));
		await submit(attemptId);
		return attemptId;
	};
	const pass = (quizSlug: string) => passQuiz(getDb(), personId, course.slug, quizSlug, { at: now });

	test('many tabs at once make one attempt, and there is never a second', async () => {
		const started = await Promise.all(Array.from({ length: 8 }, () => start()));
		expect(new Set(started.map(({ id }) => id)).size).toBe(1);
		await submit(started[0]!.id);
		const again = await Promise.allSettled(Array.from({ length: 4 }, () => start()));
		expect(again.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
		expect(await listAttempts(getDb(), { personId, course, quiz: pretest })).toHaveLength(1);
	});

	test('it is neither passed nor failed, and completes nothing', async () => {
		const id = await take();
		const attempt = await getAttemptForPerson(getDb(), personId, id);
		expect(attempt).toMatchObject({ state: 'graded', isPassed: null, policy: { passingPercent: null } });
		expect(await getCourseProgress(getDb(), personId, course, now)).toMatchObject({
			isCompleted: false,
			doneSteps: 0,
			totalSteps: 2
		});
	});

	test('the course is completed without it, and its result is not in the certificate', async () => {
		await take();
		await pass(testQuiz.slug);
		const done = await markLessonRead(getDb(), {
			...{ personId, course, lessonSlug: 'na-start', issuer: 'ROPS', now }
		});
		expect(done.isCompleted).toBe(true);
		const { content } = await getDb()
			.selectFrom('certificate')
			.select('content')
			.where('id', '=', done.certificateId)
			.executeTakeFirstOrThrow();
		expect(JSON.parse(content)).toMatchObject({ resultPercent: 90 });
	});

	test('no key, verdict or score leaves before the test is passed; afterwards all of them do', async () => {
		const id = await take();
		const mine = async () => (await Array.fromAsync(readMyAttempts(getDb(), { personId, origin: '', ...grading })))[0];
		expect(await page(id)).toMatchObject({ isResultDue: false, isFeedbackDue: false });
		expect(await intro()).toMatchObject({ state: 'closed' });
		for (const seen of [await page(id), await mine(), await intro()]) {
			expect(JSON.stringify(seen)).not.toMatch(/KLUCZ|explanationHtml|"(score|maxScore|percent)":[1-9]/);
		}
		await startAttempt(getDb(), { personId, course, quiz: testQuiz, now });
		expect(await page(id)).toMatchObject({ isResultDue: false });
		await pass(testQuiz.slug);
		expect(await page(id)).toMatchObject({ isResultDue: true, isFeedbackDue: true });
		expect(JSON.stringify(await page(id))).toContain('KLUCZ');
		expect(await intro()).toMatchObject({ state: 'revealed' });
	});

	test('the result of a test tells what was known before it was begun, once keys may be seen', async () => {
		const before = await sit(pretest, 1);
		const failed = await sit(testQuiz, 0);
		expect(await page(failed)).toMatchObject({ percentBefore: null });
		const passed = await sit(testQuiz, testQuiz.questions.length);
		const { score, maxScore } = await getAttemptForPerson(getDb(), personId, before);
		const percentBefore = percentOf(score!, maxScore!);
		expect(percentBefore).toBeGreaterThan(0);
		expect(await page(passed)).toMatchObject({ percentBefore, percent: 100 });
		expect(await page(failed)).toMatchObject({ percentBefore });
		expect(await page(before)).toMatchObject({ percentBefore: null });

		const earlier = new Date(now.getTime() - 1).toISOString();
		await getDb().updateTable('attempt').set({ startedAt: earlier }).where('id', '=', passed).execute();
		expect(await page(passed)).toMatchObject({ percentBefore: null });
	});

	test('a pretest that draws says how many it asks, not how many there are to draw from', async () => {
		const drawing = { ...pretest, draw: [{ count: 2 }] };
		expect(await getPretestIntro(getDb(), { course, quiz: drawing, personId })).toMatchObject({ questionCount: 2 });
	});

	test('in a course without a test the result waits for its completion', async () => {
		await enroll(getDb(), { id: personId }, courseWithoutTest, now);
		const id = await take(courseWithoutTest);
		expect(await page(id)).toMatchObject({ isResultDue: false });
		await getDb()
			.updateTable('enrollment')
			.set({ completedAt: now.toISOString() })
			.where('userAccountId', '=', personId)
			.where('courseSlug', '=', courseWithoutTest.slug)
			.execute();
		expect(await page(id)).toMatchObject({ isResultDue: true });
	});

	test('once the test was begun, or the course completed, it is too late, said kindly', async () => {
		expect(await intro()).toMatchObject({ state: 'ready' });
		await start(testQuiz);
		expect(await intro()).toMatchObject({ state: 'over', attemptId: null });
		await expect(start()).rejects.toMatchObject({ status: 409, code: 'pretest_over' });
	});

	test('renewing a certificate gives no second try', async () => {
		await take();
		await pass(testQuiz.slug);
		await markLessonRead(getDb(), { personId, course, lessonSlug: 'na-start', issuer: 'ROPS', now });
		const later = new Date('2027-06-01T12:00:00.000Z');
		await expect(startAttempt(getDb(), { personId, course, quiz: pretest, now: later })).rejects.toMatchObject({
			status: 409
		});
	});

	test('in a locked order it holds nobody up: reading its lesson is enough', () => {
		const facts = { ...NO_FACTS, assignment: { ...NO_RULES, isOrderLocked: true } };
		expect(lessonToFinishFirst(course, facts, testQuiz.slug)?.slug).toBe('na-start');
		const read = { ...facts, readLessons: new Set(['na-start']) };
		expect(lessonToFinishFirst(course, read, testQuiz.slug)).toBeNull();
	});

	test('whatever is begun in which order, a pretest is never begun after a test', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.constantFrom(pretest, testQuiz), { maxLength: 6 }), async (quizzes) => {
				personId = (await createPerson(getDb(), 'Bartek')).id;
				for (const quiz of quizzes) await start(quiz).catch(() => undefined);
				const first = quizzes.indexOf(pretest);
				const isInTime = first !== -1 && !quizzes.slice(0, first).includes(testQuiz);
				expect(await listAttempts(getDb(), { personId, course, quiz: pretest })).toHaveLength(isInTime ? 1 : 0);
			}),
			{ numRuns: 15 }
		);
	});
});
