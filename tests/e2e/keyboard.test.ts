import type { Page } from '@playwright/test';
import { lessonPath } from '#lib/courses/course.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import { fieldsOf } from '#lib/quizzes/question-view.ts';
import { itemsOf } from './answering.ts';
import { expect, SCREENS, test, Visit } from './pages.ts';
import { course, createTester, lesson, PASSWORD, testLesson } from './world.ts';

const ENOUGH_TABS = 300;

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

test('every page can be walked through by Tab, with the focus in sight, and the skip link jumps over the menu', async ({
	browser,
	app,
	world
}) => {
	test.setTimeout(240_000);
	const visit = await Visit.begin(browser, { ...app, world }, { viewport: { width: 1280, height: 720 } });
	const { page } = visit;
	for (const screen of PAGES) {
		await visit.open(screen);
		await page.keyboard.press('Tab');
		await expect.soft(page.locator('.skip-link'), screen.name).toBeFocused();
		await page.keyboard.press('Enter');
		await page.keyboard.press('Tab');
		const isPast = await page.evaluate(() => !document.activeElement?.closest('body > header'));
		expect.soft(isPast, `${screen.name}: the skip link skips the menu`).toBe(true);
		expect.soft(await walk(page), screen.name).toEqual([]);
	}
	await visit.close();
});

type Item = Awaited<ReturnType<typeof itemsOf>>[number];

/** Answers as people without a mouse do: arrows, space, letters, Enter on the buttons that move rows. */
async function answerByKeys(page: Page, { position, content, optionOrder }: Item) {
	const fields = fieldsOf(content, optionOrder, position, rightAnswer(content));
	const question = `fieldset[data-question="${position}"]`;
	if (content.type === 'single' || content.type === 'trueFalse') {
		await tabTo(page, `${question} input[type=radio]`);
		await page.keyboard.press('Space');
		const wanted = page.locator(`${question} input[value="${Object.values(fields)[0]}"]`);
		for (let moves = 0; !(await wanted.isChecked()); moves++) {
			expect(moves).toBeLessThan(12);
			await page.keyboard.press('ArrowDown');
		}
		await mustBeSeen(page);
	} else if (content.type === 'ordering') {
		const wanted = Object.entries(fields).sort(([, a], [, b]) => Number(a) - Number(b));
		for (const [place, [name]] of wanted.entries()) {
			const row = `${question} [data-item="${name.split('-').at(-1)}"]`;
			await tabTo(page, `${row} button:first-of-type`);
			const at = () =>
				page.locator(row).evaluate((element) => [...(element.parentElement?.children ?? [])].indexOf(element));
			for (let from = await at(); from > place; from--) {
				await page.keyboard.press('Enter');
				await mustBeSeen(page);
			}
		}
	} else {
		for (const [name, value] of Object.entries(fields)) {
			await tabTo(page, `${question} [name="${name}"]`);
			if (content.type === 'multiple') await page.keyboard.press('Space');
			else if (content.type === 'matching') await chooseByArrows(page, value);
			else await page.keyboard.type(value);
		}
	}
}

async function chooseByArrows(page: Page, value: string) {
	const chosen = () => page.evaluate(() => (document.activeElement as HTMLSelectElement).value);
	for (let moves = 0; (await chosen()) !== value; moves++) {
		expect(moves).toBeLessThan(20);
		await page.keyboard.press('ArrowDown');
	}
}

/** Presses Tab until the element has the focus; every stop on the way must be seen. */
async function tabTo(page: Page, selector: string) {
	for (let tabs = 0; tabs < ENOUGH_TABS; tabs++) {
		const isThere = await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
		if (isThere) return mustBeSeen(page);
		await page.keyboard.press('Tab');
	}
	throw new Error(`Tab does not get to ${selector}.`);
}

async function follow(page: Page, key: string) {
	await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press(key)]);
	await page.waitForLoadState();
}

const mustBeSeen = async (page: Page) => expect(await unseen(page)).toBeNull();

/** Walks to the end of the page and back again; a trap or a hidden focus is told. */
async function walk(page: Page): Promise<string[]> {
	const problems: string[] = [];
	for (const key of ['Tab', 'Shift+Tab']) {
		for (let tabs = 0; tabs < ENOUGH_TABS; tabs++) {
			const problem = await unseen(page);
			if (problem === 'left' && tabs > 0) break;
			if (problem && problem !== 'left') problems.push(`${key}: ${problem}`);
			if (tabs === ENOUGH_TABS - 1) problems.push(`${key} never leaves the page`);
			await page.keyboard.press(key);
		}
	}
	return problems;
}

/**
 * What keeps the focused element from being seen: no ring of 2 px, outside the window, under the bar of a test.
 * `left`: the focus went back to the browser.
 */
function unseen(page: Page): Promise<string | null> {
	return page.evaluate(() => {
		const focused = document.activeElement as HTMLElement | null;
		if (!focused || focused === document.body) return 'left';
		const told = focused.outerHTML.slice(0, 100);
		const rings = [getComputedStyle(focused), getComputedStyle(focused, '::after')];
		if (!rings.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2)) {
			return `no ring: ${told}`;
		}
		const { top, bottom, left, right, height } = focused.getBoundingClientRect();
		const bar = document.querySelector<HTMLElement>('[data-attempt-bar]:not([hidden])');
		const edge = bar?.getBoundingClientRect();
		const under = edge && edge.top <= 0 ? edge.bottom : 0;
		// Of a tall text field the browser brings the line being written into sight.
		const isTall = height > (innerHeight - under) / 3;
		if (right <= 0 || left >= innerWidth || bottom <= under || top >= innerHeight) return `out of sight: ${told}`;
		if (!isTall && (top < under - 1 || bottom > innerHeight + 1)) return `partly covered: ${told}`;
		return null;
	});
}
