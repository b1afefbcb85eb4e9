import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Locator, Page } from '@playwright/test';
import { loadCourses } from '#lib/courses/server/load-courses.ts';
import type { Course } from '#lib/courses/course.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { createPerson } from '../support/people.ts';
import { expect, signInAs, test as base } from './app.ts';

const courses = await loadCourses('courses');
const course = courses.find('spoldzielnia-uczniowska') as Course;
const quiz = course.lessons.at(-1)?.quiz as Quiz;

interface OpenTest {
	attemptId: string;
	personId: string;
	/** The first question with options to choose from. */
	question: Locator;
	position: number;
	saved(): Promise<unknown>;
}

/** Bartek in the middle of a test, his page open. */
const test = base.extend<{ open: OpenTest }>({
	open: async ({ app, page }, use) => {
		const { db } = app;
		const bartek = await createPerson(db, 'Bartek');
		await enroll(db, bartek, course);
		const { id: attemptId } = await startAttempt(db, { personId: bartek.id, course, quiz, now: new Date() });
		await signInAs(page, app, bartek);
		await page.goto(`/podejscia/${attemptId}`);
		const question = page.locator('fieldset[data-type="single"]').first();
		const position = Number(await question.getAttribute('data-question'));
		await use({
			attemptId,
			personId: bartek.id,
			question,
			position,
			async saved() {
				const row = await db
					.selectFrom('answer')
					.select('value')
					.where('attemptId', '=', attemptId)
					.where('position', '=', position)
					.executeTakeFirst();
				return row && (JSON.parse(row.value) as unknown);
			}
		});
	}
});

const overall = (page: Page) => page.locator('[data-save-overall]');
const choose = (question: Locator, shown: number) => question.locator(`input[value="${shown}"]`).check();

test('a chosen answer is on disk when the page says so', async ({ page, open }) => {
	await choose(open.question, 0);
	await expect(open.question.getByText('Zapisano')).toBeVisible();
	expect(await open.saved()).toEqual(expect.any(Number));
	await page.reload();
	await expect(open.question.locator('input[value="0"]')).toBeChecked();
});

test('how sure somebody is goes with the answer and is there after a reload', async ({ page, app }) => {
	const { db } = app;
	const bartek = await createPerson(db, 'Bartek');
	await enroll(db, bartek, course);
	const asking = { ...quiz, confidence: 'on' } as const;
	const { id } = await startAttempt(db, { personId: bartek.id, course, quiz: asking, now: new Date() });
	await signInAs(page, app, bartek);
	await page.goto(`/podejscia/${id}`);
	const card = page
		.locator('.card')
		.filter({ has: page.locator('fieldset[data-type="single"]') })
		.first();
	await card.getByRole('radio', { name: 'Raczej tak' }).check();
	await choose(card, 0);
	await expect(card.getByText('Zapisano')).toBeVisible();
	const stored = () => db.selectFrom('answer').select('confidence').where('attemptId', '=', id).execute();
	expect(await stored()).toEqual([{ confidence: 'rather' }]);
	await card.getByRole('radio', { name: 'Na pewno' }).check();
	await expect.poll(stored).toEqual([{ confidence: 'sure' }]);
	await page.reload();
	await expect(card.locator('input[value="0"]')).toBeChecked();
	await expect(card.getByRole('radio', { name: 'Na pewno' })).toBeChecked();
});

test('without a network an answer waits, survives a reload and is sent by itself', async ({ page, open }) => {
	await page.route('**/odpowiedzi', (route) => route.abort());
	await choose(open.question, 1);
	await expect(open.question.getByText('Czeka na wysłanie')).toBeVisible();
	await expect(overall(page)).toContainText('Nie ma połączenia z serwerem');
	expect(await open.saved()).toBeUndefined();

	await page.reload();
	await expect(open.question.locator('input[value="1"]')).toBeChecked();
	await page.unroute('**/odpowiedzi');
	await page.evaluate(() => dispatchEvent(new Event('online')));

	await expect(open.question.getByText('Zapisano')).toBeVisible();
	expect(await open.saved()).toEqual(expect.any(Number));
	expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('Bartek');
});

test('ten minutes without a network and a sign-in that ends meanwhile lose nothing', async ({
	page,
	context,
	open,
	app
}) => {
	await page.clock.install();
	await context.setOffline(true);
	await choose(open.question, 0);
	await page.clock.runFor('05:00');
	await expect(overall(page)).toContainText('Nie ma połączenia z serwerem');
	await choose(open.question, 1);
	await app.db.deleteFrom('signInSession').where('userAccountId', '=', open.personId).execute();
	await page.clock.runFor('05:00');
	await expect(open.question.getByText('Czeka na wysłanie')).toBeVisible();

	await context.setOffline(false);
	await page.clock.runFor('00:30');
	await expect(page.locator('[data-sign-in-needed]')).toBeVisible();
	expect(await open.saved()).toBeUndefined();
	await signInAs(page, app, { id: open.personId });
	await page.clock.runFor('00:30');
	await expect(open.question.getByText('Zapisano')).toBeVisible();
	await page.reload();
	await expect(open.question.locator('input[value="1"]')).toBeChecked();
});

test('an ended sign-in is answered in place and nothing is lost', async ({ page, open, app }) => {
	await app.db.deleteFrom('signInSession').where('userAccountId', '=', open.personId).execute();
	await choose(open.question, 0);
	const link = page.getByRole('link', { name: /Zaloguj się/ }).last();
	await expect(page.locator('[data-sign-in-needed]')).toBeVisible();
	await expect(link).toHaveAttribute('target', '_blank');
	expect(await open.saved()).toBeUndefined();

	await signInAs(page, app, { id: open.personId });
	await page.evaluate(() => dispatchEvent(new Event('focus')));
	await expect(open.question.getByText('Zapisano')).toBeVisible();
	await expect(page.locator('[data-sign-in-needed]')).toBeHidden();
	expect(await open.saved()).toEqual(expect.any(Number));
});

test('two tabs show the same newest answer, and it counts once', async ({ page, open, context, app }) => {
	const other = await context.newPage();
	await other.goto(`/podejscia/${open.attemptId}`);
	const inOther = other.locator(`fieldset[data-question="${open.position}"]`);

	await choose(open.question, 0);
	await expect(inOther.locator('input[value="0"]')).toBeChecked();
	await choose(inOther, 1);
	await expect(open.question.locator('input[value="1"]')).toBeChecked();
	await expect(overall(page)).toContainText('Zapisano');
	await expect(overall(other)).toContainText('Zapisano');

	const rows = await app.db.selectFrom('answer').select('position').where('attemptId', '=', open.attemptId).execute();
	expect(rows).toHaveLength(1);
	await page.reload();
	await expect(open.question.locator('input[value="1"]')).toBeChecked();
});

test('a database that cannot write is said, kept in the browser and made good later', async ({ page, open, app }) => {
	const lock = new Database(join(app.server.dataDir, 'wspolnie.db'));
	lock.exec('begin immediate');
	await choose(open.question, 0);
	await expect(overall(page)).toContainText('Nie zapisano');
	await expect(open.question.getByText('Czeka na wysłanie')).toBeVisible();

	lock.exec('rollback');
	lock.close();
	await page.evaluate(() => dispatchEvent(new Event('focus')));
	await expect(overall(page)).toContainText('Zapisano');
	expect(await open.saved()).toEqual(expect.any(Number));
});

test('the test cannot be ended unknowingly while an answer waits', async ({ page, open }) => {
	await page.route('**/odpowiedzi', (route) => route.abort());
	await choose(open.question, 0);
	await page.getByRole('button', { name: 'Zakończ i sprawdź' }).click();
	await expect(page.getByRole('alert')).toContainText(
		`Nie zapisano jeszcze odpowiedzi na 1 pytanie: ${open.position + 1}`
	);
	await expect(page).toHaveURL(new RegExp(`/podejscia/${open.attemptId}$`));
});

test('signing out leaves nothing of the answers in the browser', async ({ page, open }) => {
	await page.route('**/odpowiedzi', (route) => route.abort());
	await choose(open.question, 0);
	await expect(open.question.getByText('Czeka na wysłanie')).toBeVisible();
	await page.getByRole('button', { name: 'Wyloguj' }).click();
	await expect(page.getByRole('link', { name: 'Zaloguj się' }).first()).toBeVisible();
	expect(await page.evaluate(() => localStorage.length)).toBe(0);
});
