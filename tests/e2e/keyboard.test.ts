import type { Page } from '@playwright/test';
import { lessonPath } from '#lib/courses/course.ts';
import { itemsOf } from './answering.ts';
import { answerByKeys, ENOUGH_TABS, follow, tabTo, unseen } from './keys.ts';
import { expect, SCREENS, test, Visit } from './pages.ts';
import { course, createTester, lesson, PASSWORD, testLesson } from './world.ts';

const PARTS = 4;

/** Each page once, as it opens. */
const PAGES = SCREENS.filter(({ then, status }) => !then && !status).filter(
	({ route }, index, all) => all.findIndex((screen) => screen.route === route) === index
);

for (const { name, ...viewport } of [
	{ name: 'on a laptop', width: 1280, height: 800 },
	{ name: 'on a phone with a keyboard', width: 360, height: 640 }
]) {
	test(`a learner signs in, reads and takes a test by keyboard alone, ${name}`, async ({ browser, app, world }) => {
		test.setTimeout(180_000);
		const tester = await createTester(app.db);
		const visit = await Visit.begin(browser, { ...app, world }, { viewport });
		const { page } = visit;

		await page.goto('/logowanie');
		await tabTo(page, '#login');
		await page.keyboard.type(tester.email ?? '');
		await tabTo(page, '#password');
		await page.keyboard.type(PASSWORD);
		await follow(page, 'Enter');
		await expect(page).toHaveURL(/\/moje$/);

		await tabTo(page, `a[href="/kursy/${course.slug}"]`);
		await follow(page, 'Enter');
		if (viewport.width < 500) {
			await page.goto(lessonPath(course, lesson));
			await tabTo(page, '.outline summary');
			await page.keyboard.press('Space');
			await expect(page.locator('.outline a[aria-current]')).toBeVisible();
		}
		await tabTo(page, `main a[href="${lessonPath(course, testLesson)}"]`);
		await follow(page, 'Enter');
		await tabTo(page, `a[href="/podejscia/${tester.attemptId}"]`);
		await follow(page, 'Enter');

		const items = await itemsOf(app.db, tester.attemptId);
		expect(new Set(items.map(({ content }) => content.type)).size).toBe(7);
		for (const item of items) await answerByKeys(page, item);
		await expect(page.locator('[data-save-overall]')).toHaveText('Zapisano');
		await tabTo(page, '[data-end]');
		await follow(page, 'Enter');
		await expect(page.getByText('Na wszystkie pytania jest odpowiedź')).toBeVisible();
		await tabTo(page, 'form[action$="?/finish"] button');
		await follow(page, 'Enter');
		await expect(page.getByText('100%').first()).toBeVisible();
		await visit.close();
	});
}

for (let part = 0; part < PARTS; part++) {
	test(`every page can be walked through by Tab, with the focus in sight, and the skip link jumps over the menu, part ${part + 1}`, async ({
		browser,
		app,
		world
	}) => {
		test.setTimeout(300_000);
		const visit = await Visit.begin(browser, { ...app, world }, { viewport: { width: 1280, height: 720 } });
		const { page } = visit;
		for (const [at, screen] of PAGES.filter((_, index) => index % PARTS === part).entries()) {
			await visit.open(screen);
			await page.keyboard.press('Tab');
			await expect.soft(page.locator('.skip-link'), screen.name).toBeFocused();
			await page.keyboard.press('Enter');
			await page.keyboard.press('Tab');
			const isPast = await page.evaluate(() => !document.activeElement?.closest('body > header'));
			expect.soft(isPast, `${screen.name}: the skip link skips the menu`).toBe(true);
			expect.soft(await walk(page, at === 0), screen.name).toEqual([]);
		}
		await visit.close();
	});
}

/**
 * Walks to the end of the page and back again; a trap or a hidden focus is told.
 * @param isWhole otherwise without the header and the footer, which are the same everywhere
 */
async function walk(page: Page, isWhole: boolean): Promise<string[]> {
	const problems: string[] = [];
	for (const key of ['Tab', 'Shift+Tab']) {
		for (let tabs = 0; tabs < ENOUGH_TABS; tabs++) {
			const [problem, isFrame] = await Promise.all([unseen(page), isInFrame(page)]);
			if (tabs > 0 && (problem === 'left' || (isFrame && !isWhole))) break;
			if (problem && problem !== 'left') problems.push(`${key}: ${problem}`);
			if (tabs === ENOUGH_TABS - 1) problems.push(`${key} never leaves the page`);
			await page.keyboard.press(key);
		}
	}
	return problems;
}

/** Whether the focus is in the header or the footer. */
const isInFrame = (page: Page) =>
	page.evaluate(() => Boolean(document.activeElement?.closest('body > :is(header, footer)')));
