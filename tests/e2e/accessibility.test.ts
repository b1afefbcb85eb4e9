import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { axe } from './axe.ts';
import { expect, SCREENS, test, Visit, type Screen } from './pages.ts';
import { DOUBLE_TEXT, dress, lost, TEXT_SPACING, unmarked } from './reflow.ts';

const LAPTOP = { width: 1280, height: 900 };
/** Also what 1280 px at 400 % zoom leave. */
const PHONE = { width: 320, height: 640 };
/** Short enough to be told apart in the report, and to share the work between workers. */
const PARTS = 12;

for (let part = 0; part < PARTS; part++) {
	test(`every screen is in order on a phone and a laptop, in light and dark, and loses nothing, part ${part + 1}`, async ({
		browser,
		app,
		world
	}) => {
		test.setTimeout(300_000);
		const visit = await Visit.begin(browser, { ...app, world }, { reducedMotion: 'reduce' });
		const { page } = visit;
		for (const screen of SCREENS.filter((_, index) => index % PARTS === part)) {
			await page.setViewportSize(PHONE);
			expect.soft(await visit.open(screen), `${screen.name}: status`).toBe(screen.status ?? 200);
			await mustBeInOrder(page, screen);
			await mustLoseNothing(page, screen);
		}
		await visit.close();
	});
}

test('questions are in order without scripts', async ({ browser, app, world }) => {
	test.setTimeout(120_000);
	const visit = await Visit.begin(browser, { ...app, world }, { viewport: LAPTOP });
	await visit.context.route('**/*.js', (route) => route.abort());
	for (const screen of SCREENS.filter(({ name }) => /^(lesson|attempt)( \d)?$|^practice|^lesson, quiz/.test(name))) {
		await visit.open(screen);
		expect.soft(await axe(visit.page), screen.name).toEqual([]);
	}
	await visit.close();
});

test('every page of the site is among the screens', () => {
	const routes = readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('+page.svelte'))
		.map((file) => join('/', dirname(file)));
	expect(routes.filter((route) => !SCREENS.some((screen) => screen.route === route))).toEqual([]);
});

/** Every rule at either width and every colour in either scheme; all four together for the first state of a page. */
async function mustBeInOrder(page: Page, screen: Screen) {
	await page.emulateMedia({ colorScheme: 'dark' });
	expect.soft(await axe(page), `${screen.name}: phone, dark`).toEqual([]);
	await page.setViewportSize(LAPTOP);
	if (isFirstOfPage(screen)) expect.soft(await axe(page, 'colours'), `${screen.name}: laptop, dark`).toEqual([]);
	await page.emulateMedia({ colorScheme: 'light' });
	expect.soft(await axe(page), `${screen.name}: laptop, light`).toEqual([]);
	expect.soft(await disorder(page, screen), `${screen.name}: document`).toEqual([]);
	await page.setViewportSize(PHONE);
	if (isFirstOfPage(screen)) expect.soft(await axe(page, 'colours'), `${screen.name}: phone, light`).toEqual([]);
}

/** Nothing is cut or needs sideways scrolling, also as readers set their text and colours. */
async function mustLoseNothing(page: Page, { name }: Screen) {
	expect.soft(await lost(page), `${name}: 320 px`).toEqual([]);
	await dress(page, TEXT_SPACING);
	expect.soft(await lost(page), `${name}: text spacing at 320 px`).toEqual([]);
	await page.setViewportSize(LAPTOP);
	expect.soft(await lost(page), `${name}: text spacing`).toEqual([]);
	await dress(page, DOUBLE_TEXT);
	expect.soft(await lost(page), `${name}: text of 200 %`).toEqual([]);
	await dress(page, '');
	expect.soft(await page.evaluate(() => document.getAnimations().length), `${name}: reduced motion`).toBe(0);
	await page.emulateMedia({ forcedColors: 'active' });
	expect.soft(await unmarked(page), `${name}: forced colours`).toEqual([]);
	await page.emulateMedia({ forcedColors: 'none' });
}

const isFirstOfPage = (screen: Screen) => SCREENS.find(({ route }) => route === screen.route) === screen;

/** What every page owes its readers, whatever it is about. */
async function disorder(page: Page, { status, isBare = false }: Screen): Promise<string[]> {
	const found = await page.evaluate((hasNoMenu) => {
		const count = (selector: string) => document.querySelectorAll(selector).length;
		const skipLink = document.querySelector<HTMLAnchorElement>('a[href], button, input, select, textarea, summary');
		const target = skipLink?.hash ? document.querySelector(skipLink.hash) : null;
		const names = [...document.querySelectorAll('nav')].map((nav) => nav.getAttribute('aria-label'));
		const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
		const low = [...document.querySelectorAll<HTMLElement>('.button:not(.small), select, textarea, main input')].filter(
			(each) =>
				each.checkVisibility() &&
				!each.matches('.visually-hidden, [type=checkbox], [type=radio], .visually-hidden *') &&
				each.getBoundingClientRect().height < 43.9
		);
		return {
			'one h1': count('h1') === 1,
			'lang is pl': document.documentElement.lang === 'pl',
			'one main': count('main') === 1,
			'header and footer': hasNoMenu || (count('body > header') === 1 && count('body > footer') === 1),
			'skip link first':
				hasNoMenu || (skipLink?.textContent === 'Przejdź do treści' && !!target?.closest('main')?.contains(target)),
			'names of menus differ': new Set(names).size === names.length && !names.includes(null),
			'ids differ': new Set(ids).size === ids.length,
			[`main controls of 44 px: ${low.map((each) => each.outerHTML.slice(0, 80)).join()}`]: low.length === 0
		};
	}, isBare);
	const isRefused = status === 400 || (await page.locator('.error-summary').count()) > 0;
	const title = await page.title();
	const isTitled = / – Wspólnie$/.test(title) || (page.url().endsWith('/') && title.startsWith('Wspólnie – '));
	const saysError = title.startsWith('Błąd: ') === isRefused;
	return Object.entries({ ...found, [`title: ${title}`]: isTitled, [`error in title: ${title}`]: saysError })
		.filter(([, isTrue]) => !isTrue)
		.map(([what]) => what);
}
