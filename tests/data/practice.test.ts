import { beforeEach, expect, test } from 'vitest';
import { shownValue } from '#lib/quizzes/answer-value.ts';
import type { AnswerValue } from '#lib/quizzes/question.ts';
import { listAttempts } from '#lib/quizzes/server/attempts.ts';
import {
	checkPracticeAnswer,
	checkVisitorAnswer,
	getPractice,
	restartPractice,
	visitorPractice,
	type GivenAnswer
} from '#lib/quizzes/server/practice.ts';
import { findQuizResult } from '#lib/quizzes/server/quiz-results.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createPerson } from '../support/people.ts';
import { gradingAt, practiceQuiz, smallCourse } from '../support/quizzes.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const given =
	(value: AnswerValue): GivenAnswer =>
	({ content, optionOrder }) =>
		shownValue(content, optionOrder, value);

describeOnBothDatabases('practice', (getDb) => {
	let bartek: { id: string };
	beforeEach(async () => {
		bartek = await createPerson(getDb(), 'Bartek');
	});
	const of = () => ({ personId: bartek.id, course: smallCourse, quiz: practiceQuiz, now });
	const view = () => getPractice(getDb(), of());
	const check = (position: number, value: AnswerValue) =>
		checkPracticeAnswer(getDb(), { ...of(), ...gradingAt(now), position, given: given(value) });
	const restart = () => restartPractice(getDb(), of());
	const result = () =>
		findQuizResult(getDb(), { personId: bartek.id, courseSlug: smallCourse.slug, quizSlug: practiceQuiz.slug });

	test('nothing is stored before the first answer, and the first answer keeps the order seen', async () => {
		const seen = await view();
		expect(seen).toMatchObject({ answeredCount: 0, rightCount: 0, result: null });
		expect(await listAttempts(getDb(), of())).toHaveLength(0);
		await check(0, 0);
		const after = await view();
		expect(after.questions.map(({ question }) => question)).toEqual(seen.questions.map(({ question }) => question));
	});

	test('a checked answer gets its feedback at once, the others stay hidden', async () => {
		await check(0, 0);
		const { questions, answeredCount, rightCount } = await view();
		expect([answeredCount, rightCount]).toEqual([1, 1]);
		expect(questions.map(({ feedback }) => feedback?.verdict)).toEqual(['right', undefined, undefined]);
		expect(JSON.stringify(questions.slice(1))).not.toContain('KLUCZ');
	});

	test('an answer may be mended until the last question; the last answer counts', async () => {
		await check(0, 2);
		await check(0, 0);
		await check(1, [0, 1]);
		expect(await result()).toBeUndefined();
		await check(2, 1);
		expect(await view()).toMatchObject({ rightCount: 3, result: { score: 400, maxScore: 400, isPassed: true } });
		expect(await result()).toMatchObject({ gradedCount: 1, bestScore: 400 });
	});

	test('the last two answers given at once end the practice', async () => {
		await check(0, 0);
		await Promise.all([check(1, [0, 1]), check(2, 1)]);
		expect((await view()).result).toMatchObject({ score: 400 });
	});

	test('trying again keeps the right answers and asks for the others', async () => {
		await check(0, 1);
		await check(1, [0, 1]);
		await check(2, 1);
		const first = await view();
		expect(first.result?.score).toBe(300);
		await restart();
		const second = await view();
		expect(second).toMatchObject({ answeredCount: 2, rightCount: 2, result: null });
		expect(second.questions.map(({ question }) => question)).toEqual(first.questions.map(({ question }) => question));
		await check(0, 0);
		expect(await result()).toMatchObject({ gradedCount: 2, bestScore: 400 });
	});

	test('when everything was right, trying again starts afresh', async () => {
		for (const [position, value] of [0, [0, 1], 1].entries()) await check(position, value);
		await restart();
		expect(await view()).toMatchObject({ answeredCount: 0, result: null });
	});

	test('trying again in the middle changes nothing', async () => {
		await check(0, 0);
		await restart();
		expect((await view()).answeredCount).toBe(1);
	});

	test('no answer, a wrong shape and an unknown question are refused with a sentence', async () => {
		expect(await check(1, [])).toMatchObject({ message: 'Najpierw odpowiedz, potem sprawdź.' });
		const wrong = { ...of(), ...gradingAt(now), position: 0, given: () => 'x' };
		expect(await checkPracticeAnswer(getDb(), wrong)).toMatchObject({ message: 'Wybierz jedną z odpowiedzi.' });
		expect(await check(9, 0)).toMatchObject({ position: 9, message: expect.stringContaining('Odśwież') as string });
	});

	test('a visitor sees whether an answer is right, and nothing is stored', () => {
		const checked = checkVisitorAnswer(practiceQuiz, 0, given(0));
		expect(checked).toMatchObject({ view: { rightCount: 1, answeredCount: 1 } });
		expect(visitorPractice(practiceQuiz)).toMatchObject({ answeredCount: 0 });
		expect(JSON.stringify(visitorPractice(practiceQuiz))).not.toContain('KLUCZ');
	});
});
