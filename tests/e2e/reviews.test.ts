import { expect, signInAs, test } from './app.ts';
import { follow, tabTo } from './keys.ts';
import { course } from './world.ts';
import { reviewWorld } from './worlds/reviews.ts';

test.use({ javaScriptEnabled: false });

test('Bartek answers what is due today by keyboard alone, without scripts', async ({ page, app }) => {
	const { learner } = await reviewWorld(app.db, course);
	await signInAs(page, app, learner);
	await page.goto('/powtorki');
	for (let number = 0; number < 2; number++) {
		const names = await page
			.locator('[data-answer] [name]')
			.evaluateAll((fields) => [...new Set(fields.map((field) => field.getAttribute('name')))]);
		for (const name of names) {
			const field = `[data-answer] [name="${name}"]`;
			await tabTo(page, field);
			const kind = await page
				.locator(field)
				.first()
				.evaluate((element) => (element as HTMLInputElement).type);
			if (kind === 'radio' || kind === 'checkbox') await page.keyboard.press('Space');
			else if (kind.startsWith('select'))
				for (let down = 0; down <= names.indexOf(name); down++) await page.keyboard.press('ArrowDown');
			else await page.keyboard.type('1');
		}
		await tabTo(page, '[data-confidence] input');
		await page.keyboard.press('Space');
		await tabTo(page, 'main form.card > button');
		await follow(page, 'Enter');
		await expect(page.getByText(/Zapisane\. To pytanie wróci/)).toBeVisible();
		await tabTo(page, 'main a.button');
		await follow(page, 'Enter');
		await expect(page.getByText(/^Na dziś:/)).toBeVisible();
	}
});
