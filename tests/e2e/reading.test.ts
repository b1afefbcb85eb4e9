import type { Page } from '@playwright/test';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { createPerson } from '../support/people.ts';
import { expect, signInAs, test } from './app.ts';

const COURSE = '/kursy/dobry-kurs';
const LESSON = `${COURSE}/podstawy/pierwsza-lekcja`;
const NEXT = `${COURSE}/podstawy/druga-lekcja`;

test.use({ coursesDir: 'tests/courses', viewport: { width: 1280, height: 500 } });

const html = (page: Page) => page.locator('html');

async function chooseLargeText(page: Page) {
	await page.getByText('Ustawienia czytania').click();
	await page.getByLabel('największy').check();
	await page.getByLabel('szerokie').check();
}

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
		test.use({ javaScriptEnabled });

		test('the size of text and the spaces are kept for the next lesson', async ({ page }) => {
			await page.goto(LESSON);
			const usual = await page.locator('.prose p').first().boundingBox();
			await chooseLargeText(page);
			if (!javaScriptEnabled) await page.getByRole('button', { name: 'Zapisz ustawienia' }).click();
			await expect(html(page)).toHaveAttribute('data-text-size', 'najwiekszy');
			const answer = await page.goto(NEXT);
			expect(await answer?.text()).toMatch(
				/^<!doctype html>\s*<html data-text-size="najwiekszy" data-spacing="szerokie"/
			);
			await page.goto(LESSON);
			const large = await page.locator('.prose p').first().boundingBox();
			expect(large?.height).toBeGreaterThan((usual?.height ?? 0) * 1.3);
			await page.getByText('Ustawienia czytania').click();
			await expect(page.getByLabel('największy')).toBeChecked();
		});
	});
}

test('the minutes left follow the reader', async ({ page }) => {
	await page.goto(LESSON);
	const minutes = page.locator('.meta [data-minutes]');
	await expect(minutes).toHaveText('5 minut');
	await page.getByRole('heading', { name: 'Co dalej' }).evaluate((heading) => heading.scrollIntoView());
	await expect(minutes).toHaveText(/^(jeszcze [1-4] minut[ay]|koniec tekstu)$/);
	await expect(page.locator('[data-contents] [aria-current]')).toHaveText('Co dalej');
});

test('keys lead through the lesson, stay out of what is typed, and can be switched off', async ({ page }) => {
	await page.goto(LESSON);
	await page.keyboard.press('?');
	const list = page.getByRole('dialog', { name: 'Skróty klawiszowe' });
	await expect(list).toBeVisible();
	await page.keyboard.press('n');
	await page.keyboard.press('Escape');
	await expect(list).toBeHidden();
	await page.keyboard.press('s');
	await expect(page.locator('[data-contents] a').first()).toBeFocused();
	await page.locator('input[inputmode=decimal]').first().fill('');
	await page.keyboard.type('n?');
	await expect(page.locator('input[inputmode=decimal]').first()).toHaveValue('n?');
	await page.locator('main h1').click();
	await page.keyboard.press('n');
	await expect(page).toHaveURL(NEXT);
	await page.keyboard.press('p');
	await expect(page).toHaveURL(LESSON);

	await page.getByText('Ustawienia czytania').click();
	await page.getByRole('checkbox', { name: 'Skróty klawiszowe' }).uncheck();
	await page.locator('main h1').click();
	await page.keyboard.press('?');
	await page.keyboard.press('n');
	await expect(list).toBeHidden();
	await expect(page).toHaveURL(LESSON);
});

async function readUpTo(page: Page, heading: string) {
	await page.goto(LESSON);
	await page.getByRole('heading', { name: heading }).evaluate((element) => element.scrollIntoView());
	await expect(page.locator('[data-contents] [aria-current]')).toHaveText(heading);
	await page.goto('/kontakt');
}

test('a visitor’s own browser knows where reading stopped', async ({ page }) => {
	await readUpTo(page, 'Jeden członek, jeden głos');
	await page.goto(COURSE);
	await page.getByText('Czytaj dalej').getByRole('link', { name: 'Pierwsza lekcja' }).click();
	await expect(page).toHaveURL(/#h-jeden-czlonek/);
	await page.goto(LESSON);
	await expect(page.getByText('Wróć do').getByRole('link', { name: 'Jeden członek, jeden głos' })).toBeVisible();
	await page.goto(NEXT);
	await expect(page.getByText('Wróć do')).toBeHidden();
});

test('the place of somebody on the course is known on every device; nothing is kept of others', async ({
	page,
	app,
	browser
}) => {
	const { db, server } = app;
	const person = await createPerson(db, 'Bartek');
	const places = () => db.selectFrom('readingPlace').selectAll().where('userAccountId', '=', person.id).execute();
	await signInAs(page, app, person);
	await readUpTo(page, 'Co dalej');
	expect(await page.evaluate(() => localStorage.length)).toBe(0);
	await enroll(db, person, { slug: 'dobry-kurs' });
	await readUpTo(page, 'Jeden członek, jeden głos');
	await expect
		.poll(async () => (await places()).map(({ headingId }) => headingId))
		.toEqual(['h-jeden-czlonek-jeden-glos']);

	const phone = await (await browser.newContext({ baseURL: server.origin, javaScriptEnabled: false })).newPage();
	await signInAs(phone, app, person);
	await phone.goto('/moje');
	await phone.getByRole('link', { name: 'Ucz się dalej: Pierwsza lekcja' }).click();
	await expect(phone).toHaveURL(`${LESSON}#h-jeden-czlonek-jeden-glos`);
	await expect(phone.getByText('Wróć do').getByRole('link')).toHaveText('Jeden członek, jeden głos');
	await phone.context().close();
});

/** A voice of the device, which a browser without a screen has not: says a word each time it is asked to. */
function standInVoice() {
	const voice = { lang: 'pl-PL', localService: true, default: true, name: 'Zosia', voiceURI: 'zosia' };
	const said: string[] = [];
	let current: SpeechSynthesisUtterance | null = null;
	const synthesis = Object.assign(new EventTarget(), {
		getVoices: () => [voice],
		cancel: () => (current = null),
		speak(utterance: SpeechSynthesisUtterance) {
			said.push(utterance.text);
			current = utterance;
		}
	});
	Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
	Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { value: voice, writable: true });
	Object.assign(window, {
		said,
		sayWord(charIndex: number, charLength: number) {
			current?.dispatchEvent(Object.assign(new Event('boundary'), { name: 'word', charIndex, charLength }));
		},
		endSentence: () => current?.dispatchEvent(new Event('end'))
	});
}

interface Voice {
	said: string[];
	sayWord(at: number, length: number): void;
	endSentence(): void;
}
const said = (page: Page) => page.evaluate(() => (window as unknown as Voice).said);
const shown = (page: Page) =>
	page.evaluate(() => [...(CSS.highlights.get('spoken') ?? [])].map((range) => (range as Range).toString()).join());

test('a lesson is read aloud sentence by sentence, with the word shown, until somebody stops it', async ({ page }) => {
	await page.addInitScript(standInVoice);
	await page.goto(LESSON);
	await page.getByRole('button', { name: 'Czytaj na głos' }).click();
	const bar = page.getByRole('group', { name: 'Czytanie na głos' });
	await expect(bar).toBeVisible();
	for (let count = 0; count < 2; count++) await page.evaluate(() => (window as unknown as Voice).endSentence());
	expect(await said(page)).toEqual([
		'Pierwsza lekcja',
		'Czym jest spółdzielnia.',
		'Spółdzielnia to grupa ludzi, którzy działają razem.'
	]);
	await page.evaluate(() => (window as unknown as Voice).sayWord(16, 5));
	expect(await shown(page)).toBe('grupa');
	await bar.getByRole('button', { name: 'Pauza' }).click();
	await bar.getByRole('button', { name: 'Czytaj dalej' }).click();
	expect((await said(page)).at(-1)).toContain('Spółdzielnia to grupa');
	for (let count = 0; count < 6; count++) await page.evaluate(() => (window as unknown as Voice).endSentence());
	expect(await said(page)).toContain('Ilustracja: Trzy koła, które zachodzą na siebie');
	await bar.getByRole('button', { name: 'Zatrzymaj' }).click();
	await expect(bar).toBeHidden();
	expect(await shown(page)).toBe('');
});

test('without a voice there is no button, and the settings say why', async ({ page }) => {
	await page.goto(LESSON);
	await page.getByText('Ustawienia czytania').click();
	await expect(page.getByText('Na głos nie przeczytamy')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Czytaj na głos' })).toBeHidden();
});
