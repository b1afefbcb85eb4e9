import type { Page } from '@playwright/test';
import { expect, SCREENS, test, Visit } from './pages.ts';

test('lesson, result, certificate and cards print without menus and buttons', async ({ browser, app, world }) => {
	const visit = await Visit.begin(browser, { ...app, world }, { viewport: { width: 700, height: 900 } });
	const printed = ['lesson', 'lesson, quiz begun', 'result, failed', 'certificate, valid', 'new pupils, cards'];
	for (const screen of SCREENS.filter(({ name }) => printed.includes(name))) {
		await visit.open(screen);
		await visit.page.emulateMedia({ media: 'print' });
		expect.soft(await pressable(visit.page), screen.name).toEqual([]);
		await expect.soft(visit.page.getByRole('heading', { level: 1 }), screen.name).toBeVisible();
		await visit.page.emulateMedia({ media: 'screen' });
	}
	await visit.close();
});

/** Menus, buttons and links that look like them, on paper. */
function pressable(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll('body > header, body > footer, nav, button, .button, input[type=file], summary')]
			.filter((element) => element.checkVisibility())
			.map((element) => element.outerHTML.slice(0, 90))
	);
}
