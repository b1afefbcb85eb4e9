import { beforeEach, expect, test } from 'vitest';
import { ChangeKeys } from '#lib/quizzes/browser/change-keys.ts';
import type { AnswerSave } from '#lib/quizzes/server/answers.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { createGroupCommit } from '#lib/server/db/group-commit.ts';
import { performWork } from '#lib/server/db/perform-work.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createPerson } from '../support/people.ts';
import { smallCourse, testQuiz } from '../support/quizzes.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const POSITION = 4;

describeOnBothDatabases('an older answer that was held up on its way', (getDb) => {
	let attemptId: string;
	let keys: ChangeKeys;
	beforeEach(async () => {
		const bartek = await createPerson(getDb(), 'Bartek');
		const attempt = await startAttempt(getDb(), { personId: bartek.id, course: smallCourse, quiz: testQuiz, now });
		attemptId = attempt.id;
		keys = new ChangeKeys(null, 'browser');
	});
	const change = (value: string, key = keys.next()) => ({ position: POSITION, value, key });
	const write = async (...changes: ReturnType<typeof change>[]) => {
		const save = createGroupCommit((saves: AnswerSave[]) => performWork(getDb(), 'saveAnswers', saves));
		return (await Promise.all(changes.map((one) => save({ attemptId, receivedAt: now, changes: [one] })))).flat();
	};
	const counts = async () => (await listItems(getDb(), attemptId))[POSITION]?.value;

	test('does not take the place of the newer one, whether it comes later or in the same commit', async () => {
		const [older, newer, newest] = [change('pierwsza'), change('druga'), change('trzecia')];
		expect(await write(newer)).toEqual(['saved']);
		expect(await write(older)).toEqual(['saved']);
		expect(await counts()).toBe('druga');
		const last = change('czwarta');
		expect(await write(last, newest)).toEqual(['saved', 'saved']);
		expect(await counts()).toBe('czwarta');
		const rows = await getDb()
			.selectFrom('answerChange')
			.select('changeKey')
			.where('attemptId', '=', attemptId)
			.execute();
		expect(rows).toHaveLength(4);
	});

	test('what comes from another browser, or without JavaScript, is the newest when it comes', async () => {
		await write(change('w przeglądarce'));
		await write(change('w drugiej', new ChangeKeys(null, 'other').next()));
		expect(await counts()).toBe('w drugiej');
		await write(change('formularzem', 'form-0001'));
		expect(await counts()).toBe('formularzem');
	});
});
