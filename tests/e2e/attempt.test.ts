import type { Page } from '@playwright/test';
import { isAnswered } from '#lib/quizzes/answer-value.ts';
import { getAttemptForPerson, listItems, type AttemptItem } from '#lib/quizzes/server/attempts.ts';
import type { Db } from '#lib/server/db/db.ts';
import { createPerson } from '../support/people.ts';
import { expect, signInAs, test } from './app.ts';

const LESSON = '/kursy/dobry-kurs/podstawy/pierwsza-lekcja';
const TEST_PAGE = '/kursy/dobry-kurs/sprawdzian/test-koncowy';

test.use({ coursesDir: 'tests/courses' });

async function begin(page: Page) {
	await page.goto(TEST_PAGE);
	await page.getByRole('button', { name: 'Zacznij test' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Test końcowy' })).toBeVisible();
	return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** The first question that is answered by choosing one option. */
const choiceOf = (items: AttemptItem[]) =>
	items.find(({ content }) => content.type === 'single' || content.type === 'trueFalse') as AttemptItem;
const question = (page: Page, { position }: { position: number }) => page.locator(`#q${position}`);
const overall = (page: Page) => page.locator('[data-save-overall]');
const stored = async (db: Db, id: string, position: number) => (await listItems(db, id))[position]?.value;

test('steps are put in order with buttons, by keyboard', async ({ page, app }) => {
	const { db } = app;
	let item: AttemptItem | undefined;
	let id = '';
	for (let tries = 0; !item && tries < 30; tries++) {
		await signInAs(page, app, await createPerson(db, `Bartek ${tries}`));
		id = await begin(page);
		item = (await listItems(db, id)).find(({ content }) => content.type === 'ordering');
	}
	if (!item) throw new Error('No ordering question was drawn in 30 attempts.');
	const rows = question(page, item).getByRole('listitem');
	const first = (await rows.first().locator('label').textContent()) ?? '';
	await rows
		.first()
		.getByRole('button', { name: `Przesuń niżej: ${first}` })
		.focus();
	await page.keyboard.press('Enter');
	await expect(rows.nth(1)).toContainText(first);
	await expect(rows.nth(1).getByRole('button', { name: `Przesuń niżej: ${first}` })).toBeFocused();
	await expect(overall(page)).toHaveText('Zapisano');
	const [a, b, c] = item.optionOrder;
	await expect.poll(() => stored(db, id, item.position)).toEqual([b, a, c]);
	await page.reload();
	await expect(question(page, item).getByRole('listitem').nth(1)).toContainText(first);
});

test('when the time is over the test ends by itself with what was answered', async ({ page, app }) => {
	const { db } = app;
	const person = await createPerson(db, 'Filip');
	const hurried = { userAccountId: person.id, factorPercent: 1, setAt: person.createdAt, setBy: null };
	await db.insertInto('timeAdjustment').values(hurried).execute();
	await signInAs(page, app, person);
	const id = await begin(page);
	const item = choiceOf(await listItems(db, id));
	await question(page, item).getByRole('radio').first().check();
	await expect(page.getByText(/Zostało \d+.s/)).toBeVisible();
	await expect(page.getByRole('heading', { level: 1, name: 'Wynik: Test końcowy' })).toBeVisible({ timeout: 20_000 });
	const attempt = await getAttemptForPerson(db, person.id, id);
	expect(attempt.state).not.toBe('open');
	expect(isAnswered(await stored(db, id, item.position))).toBe(true);
});

for (const { name, javaScriptEnabled } of [
	{ name: 'with scripts', javaScriptEnabled: true },
	{ name: 'without scripts', javaScriptEnabled: false }
]) {
	test.describe(name, () => {
		test.use({ javaScriptEnabled });

		test('practice, test and result can be used from end to end', async ({ page, app }) => {
			await signInAs(page, app, await createPerson(app.db, 'Celina'));
			await page.goto(LESSON);
			const quiz = page.getByRole('region', { name: 'Sprawdź się – pierwsza lekcja' });
			await quiz.getByRole('textbox').fill('44,5');
			await quiz.getByRole('button', { name: 'Sprawdź odpowiedź na pytanie 4' }).click();
			await expect(quiz.getByText('Dobrze 1 z 4')).toBeVisible();
			await expect(quiz.getByText('Dobrze.', { exact: true })).toBeVisible();

			await begin(page);
			await page.getByRole('radio').first().check();
			await page.getByRole('button', { name: 'Zakończ i sprawdź' }).click();
			await expect(page.getByRole('heading', { level: 1, name: 'Zakończyć test?' })).toBeVisible();
			await expect(page.getByText(/Odpowiedziano na 1 z 5/)).toBeVisible();
			await page.getByRole('button', { name: 'Zakończ i sprawdź' }).click();
			await expect(page.getByRole('heading', { level: 1, name: 'Wynik: Test końcowy' })).toBeVisible();
			await expect(page.getByText('Test niezaliczony')).toBeVisible();
			await page.getByRole('link', { name: 'Spróbuj jeszcze raz' }).click();
			await expect(page.getByText('zostało 1\u00a0podejście')).toBeVisible();
		});
	});
}
