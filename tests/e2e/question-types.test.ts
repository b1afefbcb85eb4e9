import { enroll } from '#lib/progress/server/enrollment.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import { createPerson } from '../support/people.ts';
import { itemsOf } from './answering.ts';
import { expect, signInAs, test } from './app.ts';
import { answerByKeys, follow, tabTo } from './keys.ts';
import { course, courses, testLesson } from './world.ts';
import { newerQuestions } from './worlds/question-types.ts';

test('Bartek answers every newer type by keyboard alone; answers given before a decision of a case are kept', async ({
	page,
	app
}) => {
	const { db } = app;
	const bartek = await createPerson(db, 'Bartek');
	await enroll(db, bartek, course);
	const questions = newerQuestions(courses.list()).filter(({ content }) => !('criteria' in content));
	const quiz = { ...testLesson.quiz, draw: null, questions };
	const { id } = await startAttempt(db, { personId: bartek.id, course, quiz, now: new Date() });
	await signInAs(page, app, bartek);

	await page.goto(`/podejscia/${id}`);
	for (const item of await itemsOf(db, id)) await answerByKeys(page, item);
	await expect(page.getByText('Sprawa doprowadzona do końca.')).toBeVisible();
	await tabTo(page, '[data-end]');
	await follow(page, 'Enter');
	await expect(page.getByText('Na wszystkie pytania jest odpowiedź')).toBeVisible();
	await tabTo(page, 'form[action$="?/finish"] button');
	await follow(page, 'Enter');
	await expect(page.getByText('100%').first()).toBeVisible();
});
