import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import type { AnswerSave } from '#lib/quizzes/server/answers.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { acceptAnswers } from '#lib/quizzes/server/autosave.ts';
import { checkPracticeAnswer } from '#lib/quizzes/server/practice.ts';
import { saveAnswerForm } from '#lib/quizzes/server/save-answer-form.ts';
import { createGroupCommit } from '#lib/server/db/group-commit.ts';
import { performWork } from '#lib/server/db/perform-work.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { decisions } from '../support/decisions.ts';
import { createPerson } from '../support/people.ts';
import { gradingAt, question, smallCourse, testQuiz } from '../support/quizzes.ts';

const now = new Date('2026-11-23T12:00:00.000Z');

describeOnBothDatabases('a case with decisions', (getDb) => {
	let bartek: { id: string };
	beforeAll(async () => (bartek = await createPerson(getDb(), 'Bartek')));

	const questions = [question('sprawa', decisions)];
	const begin = async (slug: string) => {
		const quiz: Quiz = { ...testQuiz, slug, draw: null, questions };
		const { id: attemptId } = await startAttempt(getDb(), { personId: bartek.id, course: smallCourse, quiz, now });
		return { personId: bartek.id, attemptId, now };
	};
	const answers = createGroupCommit((saves: AnswerSave[]) => performWork(getDb(), 'saveAnswers', saves));
	const decide = async (asked: Awaited<ReturnType<typeof begin>>, value: unknown, key: string = randomUUID()) => {
		const replies = await acceptAnswers(getDb(), answers, { ...asked, changes: [{ position: 0, value, key }] });
		return replies[0]?.state;
	};
	const pathOf = async (attemptId: string) => (await listItems(getDb(), attemptId))[0]?.value;

	test('goes on step by step in a test, and what was decided stays decided', async () => {
		const asked = await begin('krok-po-kroku');
		expect(await decide(asked, [1], 'pierwsza-decyzja')).toBe('saved');
		expect(await decide(asked, [0])).toBe('refused');
		expect(await decide(asked, [])).toBe('refused');
		expect(await decide(asked, [1, 1])).toBe('saved');
		expect(await decide(asked, [1, 0])).toBe('refused');
		expect(await decide(asked, [1], 'pierwsza-decyzja')).toBe('saved');
		expect(await pathOf(asked.attemptId)).toEqual([1, 1]);
	});

	test('takes one of two decisions made at the same moment', async () => {
		const asked = await begin('naraz');
		const states = await Promise.all([decide(asked, [0]), decide(asked, [1])]);
		expect(states.sort()).toEqual(['refused', 'saved']);
	});

	test('refuses a plain form that would take a decision back, and says so', async () => {
		const asked = await begin('formularz');
		await decide(asked, [1]);
		const form = new FormData();
		form.set('q0-0', '0');
		const invalid = await saveAnswerForm(getDb(), answers, { ...asked, form });
		expect(invalid?.errors[0]?.message).toContain('Tej decyzji nie można już zmienić');
		expect(await pathOf(asked.attemptId)).toEqual([1]);
	});

	test('tells nothing of other ways in practice before its end, and may be begun again', async () => {
		const quiz: Quiz = { ...testQuiz, kind: 'practice', slug: 'cwiczenie', draw: null, questions };
		const other = question('drugie', { ...decisions, title: 'Druga sprawa' });
		const practice = { personId: bartek.id, course: smallCourse, quiz: { ...quiz, questions: [...questions, other] } };
		const check = async (path: number[]) => {
			const given = () => path;
			const checked = await checkPracticeAnswer(getDb(), { ...practice, ...gradingAt(now), position: 0, given });
			return checked.message === undefined ? checked.view.questions[0] : undefined;
		};
		expect(JSON.stringify(await check([1]))).not.toMatch(/KLUCZ|Następstwo: (?:odmowa|umowa)/);
		expect((await check([1, 0]))?.feedback?.verdict).toBe('right');
		expect((await check([]))?.question).toMatchObject({ steps: [{ chosen: null }] });
		expect((await check([0]))?.question).toMatchObject({ steps: [{ chosen: 0 }, { chosen: null }] });
	});
});
