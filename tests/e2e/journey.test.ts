import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { loadCourses } from '#lib/courses/server/load-courses.ts';
import { lessonPath, type Course, type Lesson } from '#lib/courses/course.ts';
import { answerRight, itemsOf, practiceItemsOf } from './answering.ts';
import { expect, test } from './app.ts';

const courses = await loadCourses('courses');
const course = courses.find('spoldzielnia-uczniowska') as Course;
const password = 'zielone rowery przy torach';

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with scripts' : 'with JavaScript off', () => {
		test.use({ javaScriptEnabled });

		test('a stranger registers, learns, passes and holds a certificate that anyone can check', async ({
			page,
			app,
			browser
		}) => {
			test.setTimeout(180_000);
			const name = `Ewa Szczęsna-Wójcik ${javaScriptEnabled ? 'A' : 'B'}`;
			const email = `ewa.${String(javaScriptEnabled)}@gmina.example`;
			await register(page, name, email);
			const { id: personId } = await app.db
				.selectFrom('userAccount')
				.select('id')
				.where('email', '=', email)
				.executeTakeFirstOrThrow();

			await page.goto('/');
			await page.getByRole('link', { name: 'Wybierz kurs' }).click();
			await page.getByRole('link', { name: course.title }).first().click();
			await page.getByRole('button', { name: 'Zapisz się na kurs' }).click();

			for (const lesson of course.lessons) {
				await page.goto(lessonPath(course, lesson));
				await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
				if (lesson.quiz?.kind === 'practice') await practise(page, app.db, personId, lesson);
				if (lesson.quiz?.kind === 'test') await passTest(page, app.db);
				else await page.getByRole('button', { name: 'Oznacz jako przeczytaną' }).click();
			}

			await page.goto('/moje');
			await expect(page.getByText('Ukończony', { exact: true })).toBeVisible();
			const checkPath = await page.getByRole('link', { name: /Strona sprawdzenia/ }).getAttribute('href');
			const printed = await downloadCertificate(page);

			const anyone = await (await browser.newContext({ javaScriptEnabled })).newPage();
			await anyone.goto(app.server.origin + checkPath);
			await expect(anyone.getByText('Ważne', { exact: false }).first()).toBeVisible();
			await expect(anyone.getByText(name)).toBeVisible();
			await checkFile(anyone, printed, 'Plik jest oryginalny');
			const forged = Buffer.from(printed);
			forged[forged.length - 2_000] = (forged[forged.length - 2_000] as number) ^ 1;
			await checkFile(anyone, forged, 'Plik został zmieniony');

			const record: unknown = await (await anyone.request.get(`${app.server.origin}${checkPath}.json`)).json();
			expect(record).toMatchObject({ state: 'valid', holder: name });
			await anyone.context().close();
		});
	});
}

async function register(page: Page, name: string, email: string) {
	await page.goto('/rejestracja');
	await page.getByRole('link', { name: '16 lub więcej' }).click();
	await page.getByLabel('Imię i nazwisko').fill(name);
	await page.getByLabel('Adres e-mail').fill(email);
	await page.getByLabel('Hasło').fill(password);
	await page.getByRole('button', { name: 'Załóż konto' }).click();
	await expect(page.getByRole('heading', { name: 'Sprawdź pocztę' })).toBeVisible();

	await expect(async () => {
		await page.goto('/skrzynka');
		await expect(page.getByRole('article').filter({ hasText: email })).toBeVisible({ timeout: 500 });
	}).toPass();
	await page.getByRole('article').filter({ hasText: email }).getByRole('link').first().click();
	await page.getByLabel('Hasło').fill(password);
	await page.getByRole('button', { name: 'Potwierdź adres i zaloguj się' }).click();
	await expect(page.getByRole('button', { name: 'Wyloguj' })).toBeVisible();
}

type Db = Parameters<typeof itemsOf>[0];

async function practise(page: Page, db: Db, personId: string, lesson: Lesson) {
	const items = await practiceItemsOf(db, personId, course, lesson.quiz!);
	for (const item of items) {
		await answerRight(page, item);
		await page.getByRole('button', { name: `odpowiedź na pytanie ${item.position + 1}`, exact: false }).click();
		await expect(page.locator(`form:has([data-question="${item.position}"])`)).toContainText('Dobrze');
	}
	await expect(page.getByText('Quiz zaliczony.')).toBeVisible();
}

async function passTest(page: Page, db: Db) {
	await page.getByRole('button', { name: 'Zacznij test' }).click();
	await expect(page).toHaveURL(/\/podejscia\//);
	const attemptId = page.url().split('/').at(-1) as string;
	for (const item of await itemsOf(db, attemptId)) await answerRight(page, item);
	await page.getByRole('button', { name: 'Zakończ i sprawdź' }).click();
	await expect(page.getByText('Na wszystkie pytania jest odpowiedź')).toBeVisible();
	await page.getByRole('button', { name: 'Zakończ i sprawdź' }).click();
	await expect(page.getByRole('heading', { name: /^Wynik/ })).toBeVisible();
	await expect(page.getByText('100%').first()).toBeVisible();
}

async function downloadCertificate(page: Page): Promise<Buffer> {
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: /Pobierz PDF/ }).click();
	const file = await readFile(await (await download).path());
	expect(file.subarray(0, 5).toString()).toBe('%PDF-');
	return file;
}

async function checkFile(page: Page, pdf: Buffer, verdict: string) {
	await page
		.locator('input[type=file]')
		.setInputFiles({ name: 'dyplom.pdf', mimeType: 'application/pdf', buffer: pdf });
	await page.getByRole('button', { name: 'Sprawdź plik' }).click();
	await expect(page.getByText(verdict)).toBeVisible();
}
