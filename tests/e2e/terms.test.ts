import type { Locator, Page } from '@playwright/test';
import { lessonPath } from '#lib/courses/course.ts';
import { expect, test } from './app.ts';
import { course } from './world.ts';

const lesson = course.lessons.find(({ terms }) => terms.length > 2)!;
const path = lessonPath(course, lesson);
const term = (page: Page) => page.locator('.prose a.term').nth(1);
const note = (page: Page) => page.getByRole('tooltip');
const explanationOf = async (page: Page, word: Locator) => page.locator((await word.getAttribute('href'))!);

test('a term explains itself under the mouse, and the note can be read with the mouse on it', async ({ page }) => {
	await page.goto(path);
	await term(page).hover();
	await expect(note(page)).toBeVisible();
	const definition = (await explanationOf(page, term(page))).locator('dd');
	await expect(note(page)).toHaveText((await definition.innerText()).trim());
	await note(page).hover();
	await expect(note(page)).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(note(page)).toBeHidden();
	await term(page).hover();
	await page.mouse.move(0, 0);
	await expect(note(page)).toBeHidden();
});

test('a term explains itself to the keyboard, and Enter leads to the list and back', async ({ page }) => {
	await page.goto(path);
	const word = term(page);
	await word.evaluate((link: HTMLElement) => link.focus({ focusVisible: true }));
	await expect(note(page)).toBeVisible();
	await expect(word).toHaveAccessibleDescription(await note(page).innerText());
	await page.keyboard.press('Escape');
	await expect(note(page)).toBeHidden();
	await expect(word).toBeFocused();

	await page.keyboard.press('Enter');
	const explanation = await explanationOf(page, word);
	await expect(explanation).toBeInViewport();
	await explanation.getByRole('link', { name: /^Wróć do tekstu/ }).click();
	await expect(word).toBeInViewport();
});

test('the first tap explains a term, the second leads to the list', async ({ browser, baseURL }) => {
	const context = await browser.newContext({
		baseURL,
		hasTouch: true,
		isMobile: true,
		viewport: { width: 360, height: 640 }
	});
	const page = await context.newPage();
	await page.goto(path);
	await term(page).tap();
	await expect(note(page)).toBeVisible();
	expect(new URL(page.url()).hash).toBe('');
	await expect(note(page)).toBeInViewport({ ratio: 1 });
	await page.locator('h1').tap();
	await expect(note(page)).toBeHidden();
	await term(page).tap();
	await term(page).tap();
	await expect(await explanationOf(page, term(page))).toBeInViewport();
	await context.close();
});

test('without a script a term leads to its explanation, which leads to the glossary', async ({ browser, baseURL }) => {
	const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(path);
	await term(page).click();
	const explanation = await explanationOf(page, term(page));
	await expect(explanation).toBeInViewport();
	await explanation.getByRole('link', { name: /^Cały słownik/ }).click();
	await expect(page).toHaveURL(/\/slownik#pojecie-/);
	await expect(page.locator(':target')).toBeInViewport();
	await context.close();
});
