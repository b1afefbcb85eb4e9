import { expect, test } from './app.ts';

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with scripts' : 'with JavaScript off', () => {
		test.use({ javaScriptEnabled });

		test('somebody finds a course by a door and filters, and takes them back one by one', async ({ page }) => {
			await page.goto('/kursy');
			await page.getByRole('link', { name: /^Szkoła/ }).click();
			await expect(page).toHaveURL('/kursy?dla=szkola');
			await page.getByRole('link', { name: /^ukraiński/ }).click();
			await expect(page).toHaveURL('/kursy?dla=szkola&jezyk=uk');
			await expect(page.getByRole('heading', { name: /^Spółdzielnia uczniowska/ })).toBeVisible();

			await page.getByRole('link', { name: 'Usuń filtr: Szkoła' }).click();
			await expect(page).toHaveURL('/kursy?jezyk=uk');
			await page.getByRole('link', { name: 'Wyczyść' }).click();
			await expect(page).toHaveURL('/kursy');
		});

		test('somebody looks for a word with a typing error and comes to the very part of a lesson', async ({ page }) => {
			await page.goto('/kursy');
			await page.getByRole('searchbox', { name: 'Szukaj w treści kursów' }).fill('walnego zgromdzenia');
			await page.getByRole('button', { name: 'Szukaj' }).click();
			await expect(page.getByText('Czy chodziło o')).toBeVisible();
			await page.getByRole('link', { name: 'walnego zgromadzenia' }).click();
			const lesson = page
				.getByRole('listitem')
				.filter({ hasText: /^\s*Lekcja/ })
				.first();
			await lesson.getByRole('heading', { level: 3 }).first().getByRole('link').click();
			await expect(page).toHaveURL(/\/kursy\/[^/]+\/[^/]+\/[^/]+/);
			await expect(page.getByText(/walne(go|mu)? zgromadzeni/i).first()).toBeVisible();
		});
	});
}

test('on a phone the filters are folded until somebody wants them', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto('/kursy');
	await expect(page.getByRole('link', { name: /^podstawowy/ })).toBeHidden();
	await page.getByText('Filtry', { exact: true }).click();
	await page.getByRole('link', { name: /^podstawowy/ }).click();
	await expect(page).toHaveURL('/kursy?poziom=podstawowy');
});
