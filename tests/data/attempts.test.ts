import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { AnswerValue } from '#lib/quizzes/question.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { findAnswerTargets, saveAnswers, type AnswerChange, type AnswerSave } from '#lib/quizzes/server/answers.ts';
import { getAttemptForPerson, listAttempts, listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { expireIfOverdue, expireOverdue, regrade, submitAttempt } from '#lib/quizzes/server/grading.ts';
import { findQuizResult } from '#lib/quizzes/server/quiz-results.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { createGroupCommit } from '#lib/server/db/group-commit.ts';
import { performWork } from '#lib/server/db/perform-work.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createPerson } from '../support/people.ts';
import {
	allQuestions,
	everyType,
	gradingAt,
	question,
	rightAnswers,
	smallCourse,
	testQuiz
} from '../support/quizzes.ts';

const noon = new Date('2026-11-23T12:00:00.000Z');
const later = (minutes: number, seconds = 0) => new Date(noon.getTime() + minutes * 60_000 + seconds * 1000);
const allRight = allQuestions.map(({ id }) => rightAnswers[id as keyof typeof rightAnswers] as AnswerValue);

describeOnBothDatabases('attempts', (getDb) => {
	let bartek: { id: string };
	let darek: { id: string };
	beforeAll(async () => {
		bartek = await createPerson(getDb(), 'Bartek');
		darek = await createPerson(getDb(), 'Darek');
	});

	let quizCount = 0;
	const freshQuiz = (changes: Partial<Quiz> = {}): Quiz => ({ ...testQuiz, slug: `quiz-${++quizCount}`, ...changes });
	const start = (quiz: Quiz, now = noon, personId = bartek.id) =>
		startAttempt(getDb(), { personId, course: smallCourse, quiz, now });
	const save = (attemptId: string, changes: AnswerChange[], receivedAt = noon) =>
		getDb()
			.transaction()
			.execute((trx) => saveAnswers(trx, [{ attemptId, receivedAt, changes }]))
			.then(([states]) => states);
	const submit = (attemptId: string, now = later(1), personId = bartek.id) =>
		submitAttempt(getDb(), { personId, attemptId, ...gradingAt(now) });
	const change = (position: number, value: AnswerValue, key: string = randomUUID()) => ({ position, value, key });
	const answers = async (attemptId: string) => (await listItems(getDb(), attemptId)).map((item) => item.value);

	test('an attempt keeps its questions, their order and the rules it began with', async () => {
		const quiz = freshQuiz();
		const { id } = await start(quiz);
		const attempt = await getAttemptForPerson(getDb(), bartek.id, id);
		expect(attempt).toMatchObject({
			state: 'open',
			number: 1,
			startedAt: noon.toISOString(),
			deadlineAt: later(30).toISOString(),
			policy: { title: 'Sprawdzian', passingPercent: 60, feedback: 'afterSubmit', courseTitle: 'Mały kurs' }
		});
		const items = await listItems(getDb(), id);
		expect(items.map((item) => item.content)).toEqual(allQuestions.map(({ content }) => content));

		const changed = question('single', { ...everyType.single, title: 'Zmienione pytanie' });
		await start({ ...quiz, questions: [changed], passingPercent: 90 });
		expect(await listItems(getDb(), id)).toEqual(items);
		expect((await getAttemptForPerson(getDb(), bartek.id, id)).policy.passingPercent).toBe(60);
	});

	test('twenty starts at once give one attempt', async () => {
		const quiz = freshQuiz();
		const started = await Promise.all(Array.from({ length: 20 }, () => start(quiz)));
		expect(new Set(started.map(({ id }) => id)).size).toBe(1);
		expect(started.filter(({ isNew }) => isNew).length).toBe(1);
		expect(await listAttempts(getDb(), { personId: bartek.id, course: smallCourse, quiz })).toHaveLength(1);
	});

	test('twenty people start at once, each with an attempt of their own', async () => {
		const quiz = freshQuiz({ questions: [question('nowe', { ...everyType.text, title: 'Całkiem nowe pytanie' })] });
		const people = await Promise.all(Array.from({ length: 20 }, (_, index) => createPerson(getDb(), `Osoba ${index}`)));
		const started = await Promise.all(people.map((person) => start(quiz, noon, person.id)));
		expect(new Set(started.map(({ id }) => id)).size).toBe(20);
	});

	test('tries are limited, also when asked for at once', async () => {
		const quiz = freshQuiz({ attemptsLimit: 2 });
		await submit((await start(quiz)).id);
		await submit((await start(quiz)).id);
		const refused = await Promise.allSettled(Array.from({ length: 5 }, () => start(quiz)));
		for (const result of refused) {
			expect(result).toMatchObject({ status: 'rejected', reason: { status: 409, code: 'attempts_used_up' } });
		}
		const listed = await listAttempts(getDb(), { personId: bartek.id, course: smallCourse, quiz });
		expect(listed.map(({ number }) => number)).toEqual([2, 1]);
	});

	test('extra time lengthens the limit for its person only', async () => {
		const filip = await createPerson(getDb(), 'Filip');
		await getDb()
			.insertInto('timeAdjustment')
			.values({ userAccountId: filip.id, factorPercent: 150, setAt: noon.toISOString(), setBy: null })
			.execute();
		const quiz = freshQuiz();
		const { id } = await start(quiz, noon, filip.id);
		expect((await getAttemptForPerson(getDb(), filip.id, id)).deadlineAt).toBe(later(45).toISOString());
	});

	test('the last saved answer counts, the same key twice is one effect and the same reply', async () => {
		const { id } = await start(freshQuiz());
		expect(await save(id, [change(0, 2, 'a'), change(4, 'statut', 'b')])).toEqual(['saved', 'saved']);
		expect(await save(id, [change(0, 1, 'c')])).toEqual(['saved']);
		expect(await save(id, [change(0, 2, 'a')])).toEqual(['saved']);
		expect(await answers(id)).toEqual([1, undefined, undefined, undefined, 'statut', undefined, undefined]);
		const stored = await getDb().selectFrom('answerChange').select('changeKey').where('attemptId', '=', id).execute();
		expect(stored.map((row) => row.changeKey).sort()).toEqual(['a', 'b', 'c']);
	});

	test('of two changes in one batch the later one counts, and a key repeated in it is one change', async () => {
		const { id } = await start(freshQuiz());
		const batch = [change(0, 2, 'a'), change(0, 1, 'b'), change(0, 2, 'a')];
		expect(await save(id, batch)).toEqual(['saved', 'saved', 'saved']);
		expect((await answers(id))[0]).toBe(1);
	});

	test('a key that stands for another change confirms nothing', async () => {
		const { id } = await start(freshQuiz());
		const key = randomUUID();
		expect(await save(id, [change(0, 1, key)])).toEqual(['saved']);
		expect(await save(id, [change(0, 2, key), change(1, [0], key), change(0, 1, key)])).toEqual([
			'taken',
			'taken',
			'saved'
		]);
		expect((await answers(id)).slice(0, 2)).toEqual([1, undefined]);
	});

	test('a late answer is kept, marked, and does not count', async () => {
		const { id } = await start(freshQuiz());
		expect(await save(id, [change(0, 0, 'in-time')], later(30))).toEqual(['saved']);
		expect(await save(id, [change(0, 1, 'late')], later(30, 0.001))).toEqual(['late']);
		expect(await save(id, [change(0, 1, 'late')], later(29))).toEqual(['late']);
		expect((await answers(id))[0]).toBe(0);
		const late = await getDb()
			.selectFrom('answerChange')
			.select(['value', 'isLate'])
			.where('attemptId', '=', id)
			.where('changeKey', '=', 'late')
			.executeTakeFirst();
		expect(late).toEqual({ value: '1', isLate: 1 });
	});

	test('an answer after the end is late, a replay of one before the end is still saved', async () => {
		const { id } = await start(freshQuiz());
		await save(id, [change(0, 0, 'before')]);
		await submit(id);
		expect(await save(id, [change(0, 0, 'before'), change(0, 1, 'after')], later(2))).toEqual(['saved', 'late']);
		expect((await answers(id))[0]).toBe(0);
	});

	test('submitting grades every question and records the result once', async () => {
		const quiz = freshQuiz();
		const { id } = await start(quiz);
		await save(
			id,
			allRight.map((value, position) => change(position, value))
		);
		await save(id, [change(6, [0, 3, null])]);
		const [first, second] = await Promise.all([submit(id), submit(id)]);
		expect(first).toMatchObject({ state: 'graded', score: 800, maxScore: 1000, isPassed: 1 });
		expect(second).toEqual(first);
		expect(await submit(id, later(5))).toEqual(first);
		expect((await listItems(getDb(), id)).map((item) => item.score)).toEqual([100, 200, 100, 100, 100, 100, 100]);
		const of = { personId: bartek.id, courseSlug: smallCourse.slug, quizSlug: quiz.slug };
		expect(await findQuizResult(getDb(), of)).toMatchObject({ gradedCount: 1, bestScore: 800, bestMaxScore: 1000 });
	});

	test('the best result stays, and a pass is never taken back', async () => {
		const quiz = freshQuiz({ attemptsLimit: null });
		const good = await start(quiz);
		await save(
			good.id,
			allRight.map((value, position) => change(position, value))
		);
		await submit(good.id, later(1));
		await submit((await start(quiz)).id, later(2));
		const of = { personId: bartek.id, courseSlug: smallCourse.slug, quizSlug: quiz.slug };
		expect(await findQuizResult(getDb(), of)).toMatchObject({
			gradedCount: 2,
			bestScore: 1000,
			passedAt: later(1).toISOString()
		});
	});

	test('passing the test completes the course of somebody who is on it', async () => {
		const ewa = await createPerson(getDb(), 'Ewa');
		await enroll(getDb(), ewa, smallCourse);
		const { id } = await start(testQuiz, noon, ewa.id);
		await save(
			id,
			allRight.map((value, position) => change(position, value))
		);
		await submit(id, later(1), ewa.id);
		const certificates = await getDb()
			.selectFrom('certificate')
			.select('state')
			.where('userAccountId', '=', ewa.id)
			.execute();
		expect(certificates).toEqual([{ state: 'valid' }]);
	});

	test('time that is over ends the attempt with what was saved in time', async () => {
		const quiz = freshQuiz();
		const { id } = await start(quiz);
		await save(id, [change(0, 0)]);
		const mine = async () => getAttemptForPerson(getDb(), bartek.id, id);
		expect(await expireIfOverdue(getDb(), await mine(), gradingAt(later(30, 10)))).toMatchObject({ state: 'open' });
		expect(await expireIfOverdue(getDb(), await mine(), gradingAt(later(30, 11)))).toMatchObject({
			state: 'expired',
			score: 100,
			isPassed: 0
		});
	});

	test('the job ends every overdue attempt, also when two processes run it at once', async () => {
		await expireOverdue(getDb(), gradingAt(later(600)));
		const celina = await createPerson(getDb(), 'Celina');
		const overdue = await start(freshQuiz(), noon, celina.id);
		const running = await start(freshQuiz({ timeLimitMinutes: 60 }), noon, celina.id);
		const unlimited = await start(freshQuiz({ timeLimitMinutes: null }), noon, celina.id);
		const ended = await Promise.all([
			expireOverdue(getDb(), gradingAt(later(31))),
			expireOverdue(getDb(), gradingAt(later(31)))
		]);
		expect(ended[0] + ended[1]).toBe(1);
		const states = await Promise.all(
			[overdue, running, unlimited].map(async ({ id }) => (await getAttemptForPerson(getDb(), celina.id, id)).state)
		);
		expect(states).toEqual(['expired', 'open', 'open']);
	});

	test('submitting after the time counts as expired', async () => {
		const { id } = await start(freshQuiz());
		expect(await submit(id, later(30, 3))).toMatchObject({ state: 'expired' });
	});

	test("somebody else's attempt is not there", async () => {
		const { id } = await start(freshQuiz());
		await expect(getAttemptForPerson(getDb(), darek.id, id)).rejects.toMatchObject({ status: 404 });
		await expect(submit(id, later(1), darek.id)).rejects.toMatchObject({ status: 404 });
		const targets = { attemptId: id, positions: [0, 1, 99] };
		expect((await findAnswerTargets(getDb(), { personId: darek.id, ...targets })).size).toBe(0);
		expect([...(await findAnswerTargets(getDb(), { personId: bartek.id, ...targets })).keys()].sort()).toEqual([0, 1]);
		expect((await getAttemptForPerson(getDb(), bartek.id, id)).state).toBe('open');
	});

	test('every answer confirmed before the end is graded, whatever is submitted meanwhile', async () => {
		const saves = createGroupCommit((saves: AnswerSave[]) => performWork(getDb(), 'saveAnswers', saves));
		for (let round = 0; round < 10; round++) {
			const { id } = await start(freshQuiz());
			const values: AnswerValue[] = [0, [0, 1], 1];
			const [submitted, ...states] = await Promise.all([
				submit(id),
				...values.map((value, position) =>
					saves({ attemptId: id, receivedAt: noon, changes: [change(position, value)] }).then(([state]) => state)
				)
			]);
			const confirmed = [100, 200, 100].filter((_, position) => states[position] === 'saved');
			expect(submitted.score).toBe(confirmed.reduce((sum, score) => sum + score, 0));
		}
	});

	test('the score computed again from what is stored is the same', async () => {
		const choiceOf = (size: number) => fc.integer({ min: 0, max: size - 1 });
		const values = fc.tuple(
			choiceOf(3),
			fc.uniqueArray(choiceOf(4)),
			choiceOf(2),
			fc.constantFrom('4417,25', '4418', '4419', '', '-1'),
			fc.constantFrom('Klucz: walne!', 'walne', ''),
			fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
			fc.tuple(...Array.from({ length: 3 }, () => fc.option(choiceOf(4), { nil: null })))
		);
		await fc.assert(
			fc.asyncProperty(values, async (given) => {
				const { id } = await start(freshQuiz());
				await save(
					id,
					given.map((value, position) => change(position, value))
				);
				const { score, maxScore } = await submit(id);
				expect(await regrade(getDb(), id)).toMatchObject({ score, maxScore });
			}),
			{ numRuns: 25 }
		);
	});
});
