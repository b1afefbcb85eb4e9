import type { Locator, Page } from '@playwright/test';
import type { World } from '../world.ts';

/** A screen as somebody sees it: whose it is, where it is, and what they did there. */
export interface Screen {
	name: string;
	/** Its folder in `src/routes`, as SvelteKit names it; null: no page of its own. */
	route: string | null;
	path: string | ((world: World) => string);
	/** Absent: a visitor. */
	as?: (world: World) => { id: string };
	/** The last resort, `src/error.html`: no menu, no skip link. */
	isBare?: boolean;
	/** Only the password was given so far. */
	isHalfSignedIn?: boolean;
	/** What they do once it is open; also what it takes for all of it to show. */
	then?: (page: Page) => Promise<unknown>;
	/** Absent: 200. Of the last answer, after `then`. */
	status?: number;
}

/** Sends a form and waits for the answer: a click alone does not. */
export async function send(page: Page, button: Locator) {
	await Promise.all([page.waitForEvent('framenavigated'), button.click()]);
	await page.waitForLoadState();
}

export const press = (name: string | RegExp) => (page: Page) => send(page, page.getByRole('button', { name }).first());
export const openAll = (page: Page) =>
	page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));

/** Changes the answer of the first question that has one right option, whatever it was. */
export const answerFirst = (page: Page) =>
	page.locator('fieldset[data-type=single] input:not(:checked)').first().click();
