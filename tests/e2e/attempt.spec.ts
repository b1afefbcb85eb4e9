import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { startSignIn, signInCookie } from '#lib/accounts/server/sign-in.ts';
import { isAnswered } from '#lib/quizzes/answer-value.ts';
import { getAttemptForPerson, listItems, type AttemptItem } from '#lib/quizzes/server/attempts.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { createPerson } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const LESSON = '/kursy/dobry-kurs/podstawy/pierwsza-lekcja';
const TEST_PAGE = '/kursy/dobry-kurs/sprawdzian/test-koncowy';
let server: RunningServer;
let db: Db;

test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
	server = await startServer({ env: { COURSES_DIR: resolve('tests/courses') } });
	db = openDatabase(server.databaseAddress);
});

test.afterAll(async () => {
	await db.destroy();
	await server.stop();
	rmSync(server.dataDir, { recursive: true, force: true });
});

async function signIn(context: BrowserContext, name: string, factorPercent?: number) {
	const person = await createPerson(db, name);
	const at = new Date().toISOString();
	if (factorPercent) {
		const adjustment = { userAccountId: person.id, factorPercent, setAt: at, setBy: null };
		await db.insertInto('timeAdjustment').values(adjustment).execute();
	}
	await renewSignIn(context, person.id);
	return person;
}

async function renewSignIn(context: BrowserContext, personId: string) {
	const value = await startSignIn(db, personId, { device: 'test', hasSecondFactor: true });
	await context.addCookies([{ name: signInCookie({ origin: server.origin }).name, value, url: server.origin }]);
}

async function begin(page: Page) {
	await page.goto(server.origin + TEST_PAGE);
	await page.getByRole('button', { name: 'Zacznij test' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Test końcowy' })).toBeVisible();
	return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** The first question that is answered by choosing one option. */
const choiceOf = (items: AttemptItem[]) =>
	items.find(({ content }) => content.type === 'single' || content.type === 'trueFalse') as AttemptItem;
const question = (page: Page, { position }: { position: number }) => page.locator(`#q${position}`);
const overall = (page: Page) => page.locator('[data-save-overall]');
const stored = async (id: string, position: number) => (await listItems(db, id))[position]?.value;

test('answers save themselves, survive a server that cannot write and a reload', async ({ page, context }) => {
	await signIn(context, 'Bartek');
	const id = await begin(page);
	const item = choiceOf(await listItems(db, id));
	await expect(page.getByRole('button', { name: 'Zapisz odpowiedzi' })).toBeHidden();
	await question(page, item).getByRole('radio').first().check();
	await expect(question(page, item).getByText('Zapisano')).toBeVisible();
	expect(await stored(id, item.position)).toBe(item.optionOrder[0]);
	await expect(page.getByRole('link', { name: `Pytanie ${item.position + 1}, jest odpowiedź` })).toBeVisible();

	const full = { status: 503, json: { message: 'Baza danych chwilowo nie odpowiada.' } };
	await page.route('**/api/podejscia/**', (route) => route.fulfill(full));
	await question(page, item).getByRole('radio').nth(1).check();
	await expect(question(page, item).getByText('Czeka na wysłanie')).toBeVisible();
	await expect(overall(page)).toContainText('Nie zapisano. Baza danych chwilowo nie odpowiada.');
	await page.getByRole('button', { name: 'Zakończ i sprawdź' }).click();
	await expect(page.getByText(/Nie zapisano jeszcze odpowiedzi na 1.pytanie/)).toBeVisible();

	await page.reload();
	await expect(question(page, item).getByRole('radio').nth(1)).toBeChecked();
	await page.unroute('**/api/podejscia/**');
	await expect(overall(page)).toHaveText('Zapisano');
	expect(await stored(id, item.position)).toBe(item.optionOrder[1]);
	expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('without a network answers wait and go out by themselves', async ({ page, context }) => {
	await signIn(context, 'Bartek');
	const id = await begin(page);
	const item = choiceOf(await listItems(db, id));
	await context.setOffline(true);
	await question(page, item).getByRole('radio').last().check();
	await expect(overall(page)).toContainText('Nie ma połączenia z serwerem');
	await context.setOffline(false);
	await expect(overall(page)).toHaveText('Zapisano');
	expect(await stored(id, item.position)).toBe(item.optionOrder.at(-1));
});

test('an ended sign-in is answered in place, and nothing is lost', async ({ page, context }) => {
	const person = await signIn(context, 'Bartek');
	const id = await begin(page);
	const item = choiceOf(await listItems(db, id));
	await context.clearCookies();
	await question(page, item).getByRole('radio').first().check();
	await expect(page.getByRole('alert').getByText('Trzeba zalogować się jeszcze raz.')).toBeVisible();
	const link = page.getByRole('link', { name: 'Zaloguj się w nowej karcie' });
	await expect(link).toHaveAttribute('target', '_blank');
	await renewSignIn(context, person.id);
	await page.evaluate(() => dispatchEvent(new Event('focus')));
	await expect(overall(page)).toHaveText('Zapisano');
	await expect(link).toBeHidden();
	expect(await stored(id, item.position)).toBe(item.optionOrder[0]);
});

test('two tabs show the newest answer and send it once', async ({ page, context }) => {
	await signIn(context, 'Bartek');
	const id = await begin(page);
	const item = choiceOf(await listItems(db, id));
	const other = await context.newPage();
	await other.goto(page.url());
	await question(page, item).getByRole('radio').first().check();
	await expect(question(other, item).getByRole('radio').first()).toBeChecked();
	await question(other, item).getByRole('radio').last().check();
	await expect(question(page, item).getByRole('radio').last()).toBeChecked();
	await expect(overall(page)).toHaveText('Zapisano');
	await expect(overall(other)).toHaveText('Zapisano');
	expect(await stored(id, item.position)).toBe(item.optionOrder.at(-1));
	const changes = await db.selectFrom('answerChange').select('changeKey').where('attemptId', '=', id).execute();
	expect(changes.length).toBeLessThanOrEqual(2);
});

test('steps are put in order with buttons, by keyboard', async ({ page, context }) => {
	let item: AttemptItem | undefined;
	let id = '';
	for (let tries = 0; !item && tries < 30; tries++) {
		await signIn(context, `Bartek ${tries}`);
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
	await expect.poll(() => stored(id, item.position)).toEqual([b, a, c]);
	await page.reload();
	await expect(question(page, item).getByRole('listitem').nth(1)).toContainText(first);
});

test('when the time is over the test ends by itself with what was answered', async ({ page, context }) => {
	const person = await signIn(context, 'Filip', 1);
	const id = await begin(page);
	const item = choiceOf(await listItems(db, id));
	await question(page, item).getByRole('radio').first().check();
	await expect(page.getByText(/Zostało \d+.s/)).toBeVisible();
	await expect(page.getByRole('heading', { level: 1, name: 'Wynik: Test końcowy' })).toBeVisible({ timeout: 20_000 });
	const attempt = await getAttemptForPerson(db, person.id, id);
	expect(attempt.state).not.toBe('open');
	expect(isAnswered(await stored(id, item.position))).toBe(true);
});

for (const { name, javaScriptEnabled } of [
	{ name: 'with scripts', javaScriptEnabled: true },
	{ name: 'without scripts', javaScriptEnabled: false }
]) {
	test.describe(name, () => {
		test.use({ javaScriptEnabled });

		test('practice, test and result can be used from end to end', async ({ page, context }) => {
			await signIn(context, 'Celina');
			await page.goto(server.origin + LESSON);
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

test('every screen of a quiz passes axe, wide and narrow, light and dark', async ({ page, context }) => {
	test.setTimeout(240_000);
	await signIn(context, 'Bartek');
	const check = async (label: string) => {
		for (const width of [320, 1280]) {
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.setViewportSize({ width, height: 800 });
				await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
				const { violations } = await new AxeBuilder({ page }).analyze();
				const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
				expect(found, `${label}, ${width} px, ${colorScheme}`).toEqual([]);
				const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
				expect(isTooWide, `${label} scrolls sideways at ${width} px`).toBe(false);
			}
		}
	};
	await page.goto(server.origin + LESSON);
	await page.getByRole('textbox').fill('1');
	await page.getByRole('button', { name: 'Sprawdź odpowiedź na pytanie 4' }).click();
	await check('practice');
	await page.goto(server.origin + LESSON.replace('pierwsza', 'druga'));
	await check('text, ordering and matching');
	await page.goto(server.origin + TEST_PAGE);
	await check('before the test');
	await begin(page);
	await page.getByRole('radio').first().check();
	await expect(overall(page)).toHaveText('Zapisano');
	await check('the test');
	await page.getByRole('button', { name: 'Zakończ i sprawdź' }).click();
	await check('before the end');
	await page.getByRole('button', { name: 'Zakończ i sprawdź' }).click();
	await check('the result');
});
