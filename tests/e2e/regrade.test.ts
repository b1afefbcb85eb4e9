import type { Browser, Page } from '@playwright/test';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import type { Course } from '#lib/courses/course.ts';
import { checkCourses } from '#lib/courses/server/load-courses.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import type { Db } from '#lib/server/db/db.ts';
import { grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { expect, signInAs, test } from './app.ts';

const PASSWORD = 'zielony rower przy torach';
/** From the statistics to everybody told; a person needs two to four seconds for each. */
const MOST_CLICKS = 8;
const PEOPLE = 40;
const QUIZ = 'test-koncowy';
const QUESTION = 't-dobrowolne';

test.use({ coursesDir: 'tests/courses' });

/**
 * A course whose authors took true for false in one question: whoever knows the rest answers it against the key.
 * @returns Bartek, who knows nearly everything
 */
async function takeTests(db: Db, course: Course): Promise<{ id: string }> {
	const quiz = course.lessons.find(({ slug }) => slug === QUIZ)!.quiz!;
	const now = new Date(Date.now() - 3_600_000);
	const asked = { ...quiz, draw: null };
	let bartek = { id: '' };
	for (let number = 0; number < PEOPLE; number++) {
		const person = await createPerson(db, number === 0 ? 'Bartek' : `Osoba ${number}`);
		if (number === 0) bartek = person;
		const isAble = number % 2 === 0;
		await enroll(db, person, course, now);
		const { id } = await startAttempt(db, { personId: person.id, course, quiz: asked, now });
		const items = await listItems(db, id);
		const changes = items.flatMap(({ position, content }, at) => {
			const right = rightAnswer(content);
			const isInDoubt = quiz.questions[at]?.id === QUESTION;
			if (isInDoubt) return [{ position, value: isAble ? 1 - (right as number) : right, key: `k${position}` }];
			const isKnown = isAble ? number % 5 !== at : (number + at) % 6 === 0;
			return isKnown ? [{ position, value: right, key: `k${position}` }] : [];
		});
		await db.transaction().execute((trx) => saveAnswers(trx, [{ attemptId: id, receivedAt: now, changes }]));
		const grading = { courses: { find: () => course }, issuer: 'Próba', now };
		await submitAttempt(db, { personId: person.id, attemptId: id, ...grading });
	}
	return bartek;
}

/** Presses in the main part of a page, and counts. */
function presser(page: Page) {
	let clicks = 0;
	return {
		press: async (role: 'button' | 'link' | 'checkbox' | 'radio', name: string | RegExp) => {
			clicks++;
			await page.getByRole('main').getByRole(role, { name }).first().click();
		},
		count: () => clicks
	};
}

const openPage = async (browser: Browser, baseURL: string, javaScriptEnabled: boolean) =>
	(await browser.newContext({ baseURL, javaScriptEnabled })).newPage();

for (const javaScriptEnabled of [true, false]) {
	test(`an author who has never seen it puts a wrong key right, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({
		app,
		browser,
		baseURL
	}) => {
		const { db } = app;
		// Other tests of this worker took the same test.
		await db.deleteFrom('regrade').execute();
		await db.deleteFrom('attempt').execute();
		const course = checkCourses('tests/courses').find(({ course }) => course?.slug === 'dobry-kurs')!.course!;
		const bartek = await takeTests(db, course);
		const henryk = await createPerson(db, 'Henryk');
		await grantRole(db, henryk, 'author', null);
		const passwordHash = await hashPassword(PASSWORD);
		await db.updateTable('userAccount').set({ passwordHash }).where('id', '=', henryk.id).execute();

		const desk = await openPage(browser, baseURL, javaScriptEnabled);
		await signInAs(desk, app, henryk);
		const { press, count } = presser(desk);
		const startedAt = Date.now();
		await desk.goto(`/autor/dobry-kurs/statystyki/${QUIZ}`);
		await press('button', 'Policz teraz');
		const article = desk.locator(`#pytanie-${QUESTION}`);
		await expect(article).toContainText('Sprawdź klucz');
		await article.getByRole('link', { name: /^Popraw klucz/ }).click();
		await press('checkbox', 'Prawda');
		await press('checkbox', 'Fałsz');
		await desk.getByLabel(/^Powód/).fill('W kluczu tego pytania była pomyłka.');
		await press('button', 'Pokaż podgląd');
		await expect(desk.getByRole('main')).toContainText(/Wynik zmieni się w\s20\spodejściach:\s+w\sgórę\s20, w\sdół\s0/);
		await expect(desk.getByRole('main')).toContainText(/Bez zmian zostanie 20\spodejść/);
		await desk.getByLabel('Twoje hasło').fill(PASSWORD);
		await press('button', 'Zatwierdź poprawkę');
		await expect(desk.getByRole('status')).toContainText('Obowiązuje');
		await expect(desk.getByRole('main')).toContainText('test-koncowy/quiz.md');
		// The link beside the question is one more.
		expect(count() + 1).toBeLessThanOrEqual(MOST_CLICKS);

		const phone = await openPage(browser, baseURL, javaScriptEnabled);
		await signInAs(phone, app, bartek);
		await phone.goto('/powiadomienia');
		const told = phone.getByRole('main').locator('li, article').filter({ hasText: 'Zmienił się Twój wynik' }).first();
		await expect(told).toContainText(/Było \d+%, jest \d+%\..*W\skluczu tego pytania była pomyłka\./);
		await told.getByRole('link').or(told.getByRole('button')).first().click();
		await expect(phone.getByRole('heading', { level: 1 })).toContainText('Wynik');
		await expect(phone.getByRole('main')).toContainText(/Wynik zmieniony .*: było \d+%, po\szmianie \d+%/);
		expect(Date.now() - startedAt, 'the learner is told within three minutes').toBeLessThan(180_000);
	});
}
