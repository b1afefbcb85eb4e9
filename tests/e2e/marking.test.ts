import { loadCourses } from '#lib/courses/server/load-courses.ts';
import type { Course } from '#lib/courses/course.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import { markedQuiz } from '../support/marked-quiz.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { expect, signInAs, test } from './app.ts';

const SLUG = 'dobry-kurs';

test.use({ coursesDir: 'tests/courses', javaScriptEnabled: false });

test('without scripts Bartek hands in a file, Anna opens and marks it, and Bartek sees his marks', async ({
	page,
	browser,
	app,
	baseURL
}) => {
	const { db } = app;
	const course = (await loadCourses('tests/courses')).find(SLUG) as Course;
	const school = await createOrganization(db, 'Szkoła Podstawowa nr 3');
	const anna = await createPerson(db, 'Anna');
	await grantRole(db, anna, 'teacher', school);
	const bartek = await createPerson(db, 'Bartek');
	const group = await createGroupWith(db, school, [bartek], SLUG);
	await addTeacher(db, group, anna);
	await enroll(db, bartek, course);
	const slug = course.lessons.find(({ quiz }) => quiz?.kind === 'test')!.slug;
	const quiz = { ...markedQuiz, slug };
	const { id } = await startAttempt(db, { personId: bartek.id, course, quiz, now: new Date() });

	await signInAs(page, app, bartek);
	await page.goto(`/podejscia/${id}`);
	await page.getByRole('textbox').fill('Statut mówi, jak razem decydujemy.');
	const content = Buffer.from('%PDF-1.7\n%%EOF');
	await page
		.getByLabel('Twój plik')
		.setInputFiles({ name: 'Plan roku.pdf', mimeType: 'application/pdf', buffer: content });
	await page.getByRole('button', { name: 'Prześlij plik do pytania 3' }).click();
	await expect(page.getByText('Oddany plik: Plan roku.pdf')).toBeVisible();
	await page.getByRole('button', { name: 'Zakończ i sprawdź' }).click();
	await page.getByRole('button', { name: 'Zakończ i sprawdź' }).click();
	await expect(page.getByText('Czeka na ocenę').first()).toBeVisible();

	const desk = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage();
	await signInAs(desk, app, anna);
	await desk.goto(`/grupy/${group.id}/kursy/${SLUG}/ocenianie`);
	await desk.getByRole('link', { name: 'Oceniaj po kolei' }).click();
	await mark('2', '1', 'Dobrze powiedziane.');
	const handedIn = await desk.getByRole('link', { name: 'Plan roku.pdf' }).getAttribute('href');
	expect((await desk.request.get(handedIn ?? '')).headers()['content-type']).toContain('pdf');
	await mark('3', '1', 'Plan da się wykonać.');
	await expect(desk.getByText('Nic nie czeka na Twoją ocenę')).toBeVisible();

	await page.reload();
	await expect(page.getByRole('main')).toContainText('Ocena: 3 z 4');
	await expect(page.getByRole('main')).toContainText('Ocena: 4 z 4');
	await expect(page.getByRole('main')).toContainText('Plan da się wykonać.');
	await desk.context().close();

	async function mark(aim: string, example: string, comment: string) {
		await desk.getByLabel('Cel').fill(aim);
		await desk.getByLabel('Przykład').fill(example);
		await desk.getByLabel('Komentarz').fill(comment);
		await desk.getByRole('button', { name: 'Zapisz i przejdź do następnej' }).click();
	}
});
