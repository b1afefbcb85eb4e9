import type { Page } from '@playwright/test';
import { fieldsOf } from '#lib/quizzes/question-view.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import type { ShownItem } from './answering.ts';
import { expect } from './app.ts';

export const ENOUGH_TABS = 300;

/** Answers as people without a mouse do: arrows, space, letters, Enter on the buttons that move rows. */
export async function answerByKeys(page: Page, { position, content, optionOrder }: ShownItem) {
	const fields = fieldsOf(content, optionOrder, position, rightAnswer(content));
	const question = `fieldset[data-question="${position}"]`;
	if (content.type === 'single' || content.type === 'trueFalse') {
		await chooseRadio(page, `${question} input[type=radio]`, Object.values(fields)[0]);
	} else if (content.type === 'case') {
		for (const [name, value] of Object.entries(fields)) {
			await chooseRadio(page, `${question} input[name="${name}"]`, value);
			await tabTo(page, `${question} [data-decide]`);
			await follow(page, 'Enter');
		}
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
			else if (['matching', 'categorize', 'inlineChoice'].includes(content.type)) await chooseByArrows(page, value);
			else await page.keyboard.type(value);
		}
	}
}

async function chooseRadio(page: Page, radios: string, value: string | undefined) {
	await tabTo(page, radios);
	await page.keyboard.press('Space');
	const wanted = page.locator(`${radios}[value="${value}"]`);
	for (let moves = 0; !(await wanted.isChecked()); moves++) {
		expect(moves).toBeLessThan(12);
		await page.keyboard.press('ArrowDown');
	}
	await mustBeSeen(page);
}

async function chooseByArrows(page: Page, value: string) {
	const chosen = () => page.evaluate(() => (document.activeElement as HTMLSelectElement).value);
	for (let moves = 0; (await chosen()) !== value; moves++) {
		expect(moves).toBeLessThan(20);
		await page.keyboard.press('ArrowDown');
	}
}

/** Presses Tab until the element has the focus; every stop on the way must be seen. */
export async function tabTo(page: Page, selector: string) {
	for (let tabs = 0; tabs < ENOUGH_TABS; tabs++) {
		const isThere = await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
		if (isThere) return mustBeSeen(page);
		await page.keyboard.press('Tab');
	}
	throw new Error(`Tab does not get to ${selector}.`);
}

/** Presses a key that leads to another page, and waits for it. */
export async function follow(page: Page, key: string) {
	await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press(key)]);
	await page.waitForLoadState();
}

/** What has the focus shows it. */
export const mustBeSeen = async (page: Page) => expect(await unseen(page)).toBeNull();

/**
 * What keeps the focused element from being seen: no ring of 2 px, outside the window, under the bar of a test.
 * `left`: the focus went back to the browser.
 */
export function unseen(page: Page): Promise<string | null> {
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
