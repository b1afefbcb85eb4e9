import type { Page } from '@playwright/test';
import { createPerson } from '../support/people.ts';
import { expect, signInAs, test } from './app.ts';

const COURSE = '/kursy/dobry-kurs';
const LESSON = `${COURSE}/podstawy/pierwsza-lekcja`;
const TEST_PAGE = `${COURSE}/sprawdzian/test-koncowy`;
const SAVE = 'Zapisz do czytania bez internetu';

test.use({ coursesDir: 'tests/courses' });

async function saveCourse(page: Page) {
	await page.goto(COURSE);
	await page.getByRole('button', { name: SAVE }).click();
	await expect(page.getByText(/Na tym urządzeniu: 2.lekcje/)).toBeVisible();
	await page.evaluate(() => navigator.serviceWorker.ready);
	await expect.poll(() => page.evaluate(async () => (await caches.match('/bez-internetu'))?.status)).toBe(200);
}

/** Everything the browser has saved, as text. */
const saved = (page: Page) =>
	page.evaluate(async () => {
		const texts: string[] = [];
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				const answer = await cache.match(request);
				if (/html|json/.test(answer?.headers.get('content-type') ?? ''))
					texts.push(request.url, (await answer?.text()) ?? '');
			}
		}
		return texts.join('\n');
	});

test('a saved course is read and practised without the internet; tests and other pages wait', async ({
	page,
	context,
	app
}) => {
	const listAttempts = () => app.db.selectFrom('attempt').select('id').orderBy('id').execute();
	const attempts = await listAttempts();
	await saveCourse(page);
	await context.setOffline(true);

	await page.goto(LESSON);
	await expect(page.getByRole('heading', { level: 1, name: 'Pierwsza lekcja' })).toBeVisible();
	await expect(page.locator('.prose img')).toHaveJSProperty('complete', true);
	expect(await page.locator('.prose img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
	await expect(page.getByText('nie policzymy ich jako wyniku')).toBeVisible();

	const question = page.locator('form').filter({ hasText: 'Ile wynosi nadwyżka?' });
	const check = question.getByRole('button', { name: 'Sprawdź' });
	await check.click();
	await expect(question.getByRole('alert')).toHaveText('Najpierw odpowiedz, potem sprawdź.');
	await question.getByRole('textbox').fill('dużo');
	await check.click();
	await expect(question.getByRole('alert')).toHaveText('Wpisz liczbę cyframi, na przykład 12,5.');
	await question.getByRole('textbox').fill('44,9');
	await check.click();
	await expect(question.locator('.feedback')).toContainText('Dobrze.');
	await question.getByRole('textbox').fill('12');
	await check.click();
	await expect(question.locator('.feedback')).toHaveCount(1);
	await expect(question.locator('.feedback')).toContainText('120 zł − 75,50 zł = 44,50 zł.');

	for (const path of [TEST_PAGE, '/moje', '/nie-ma']) {
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1, name: 'Czytanie bez internetu' })).toBeVisible();
	}
	await page.getByRole('link', { name: 'Druga lekcja' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Druga lekcja' })).toBeVisible();

	await context.setOffline(false);
	await page.goto(TEST_PAGE);
	await expect(page.getByRole('heading', { level: 1, name: 'Test końcowy' })).toBeVisible();
	expect(await listAttempts()).toEqual(attempts);
});

test('feedback without the internet looks as it does with it', async ({ page, context }) => {
	const feedback = async () => {
		const form = page.locator('form').filter({ hasText: 'Opiekun decyduje za uczniów.' });
		await form.getByLabel('Prawda').check();
		await form.getByRole('button', { name: 'Sprawdź' }).click();
		const box = form.locator('.feedback');
		await expect(box).toBeVisible();
		const colour = await box.evaluate((element) => getComputedStyle(element).backgroundColor);
		return { colour, text: (await box.innerText()).replaceAll(/\s+/g, ' ') };
	};
	await page.goto(LESSON);
	const online = await feedback();
	await saveCourse(page);
	await context.setOffline(true);
	await page.goto(LESSON);
	expect(await feedback()).toEqual(online);
});

test('nothing of the person is saved, nothing of a test either, and signing out leaves nothing', async ({
	page,
	app
}) => {
	await signInAs(page, app, await createPerson(app.db, 'Bartłomiej Wędrowniczek'));
	await saveCourse(page);
	const texts = await saved(page);
	expect(texts).toContain('Spółdzielnia to grupa ludzi');
	expect(texts).not.toContain('Wędrowniczek');
	expect(texts).not.toMatch(/Ile głosów ma jeden członek\?|Co oznacza demokratyczna kontrola/);
	await page.goto('/moje');
	expect(await saved(page)).not.toContain('Wędrowniczek');

	await page.getByRole('button', { name: 'Wyloguj' }).click();
	await expect(page).toHaveURL(/wylogowano/);
	expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

test('a new edition is noticed, and a course can be removed with all that came for its sake', async ({ page }) => {
	await saveCourse(page);
	await page.evaluate(async () => {
		const cache = await caches.open('wspolnie-kurs1-dobry-kurs');
		const address = '/kursy/dobry-kurs/bez-internetu.json';
		const pack = (await (await cache.match(address))?.json()) as object;
		await cache.put(address, Response.json({ ...pack, revision: 'dawne' }));
	});
	await page.reload();
	await expect(page.getByText('starsze wydanie')).toBeVisible();
	await page.getByRole('button', { name: 'Pobierz nowe wydanie' }).click();
	await expect(page.getByText(/Na tym urządzeniu: 2.lekcje/)).toBeVisible();
	await page.getByRole('button', { name: 'Usuń z urządzenia' }).click();
	await expect(page.getByRole('button', { name: SAVE })).toBeVisible();
	await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
	expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});

test('an answer that cannot be sent stays on a page that was opened with the internet', async ({ page, context }) => {
	await page.goto(LESSON);
	await context.setOffline(true);
	const question = page.locator('form').filter({ hasText: 'Ile wynosi nadwyżka?' });
	await question.getByRole('textbox').fill('44,5');
	await question.getByRole('button', { name: 'Sprawdź' }).click();
	await expect(question.getByRole('alert')).toContainText('Nie ma internetu.');
	await context.setOffline(false);
	await question.getByRole('button', { name: 'Sprawdź' }).click();
	await expect(question.locator('.feedback')).toContainText('Dobrze.');
});
