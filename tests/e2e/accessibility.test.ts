import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, SCREENS, test, Visit, type Screen } from './pages.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Only these depend on colours; the document is the same in light and dark. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe cannot decide by itself, and why it is right all the same. */
const EXPLAINED: { rule: string; because?: string; where?: RegExp; why: string }[] = [
	{ rule: 'color-contrast', because: 'shortTextContent', why: 'One sign beside words that say the same.' },
	{
		rule: 'color-contrast',
		because: 'nonBmp',
		why: 'Ticks, crosses and arrows, in the colours of the text beside them.'
	},
	{
		rule: 'color-contrast',
		because: 'bgOverlap',
		where: /^(text\[|\.(light|dark)$)/,
		why: 'Words in the circles of the start page: 4.7:1 at least, reckoned from the colours of the circles.'
	},
	{
		rule: 'color-contrast',
		because: 'imgNode',
		where: /\btext\[|\.(?:to-left|to-middle|chart-value)/,
		why: 'Words of a chart, in the colours of the text on the plain surface around it.'
	},
	{
		rule: 'color-contrast',
		because: 'pseudoContent',
		where: /\bli\b/,
		why: 'Steps and events: the circle and the line stand in the margin, not behind the words.'
	},
	{ rule: 'label-content-name-mismatch', where: /\.moves/, why: 'An arrow is a sign; the name says what it does.' }
];

const LAPTOP = { width: 1280, height: 900 };
const PHONE = { width: 320, height: 640 };
const PARTS = 4;

for (let part = 0; part < PARTS; part++) {
	test(`every screen is in order in light, dark and on a phone, part ${part + 1}`, async ({ browser, app, world }) => {
		test.setTimeout(300_000);
		const visit = await Visit.begin(browser, { ...app, world }, { reducedMotion: 'reduce' });
		const { page } = visit;
		for (const screen of SCREENS.filter((_, index) => index % PARTS === part)) {
			await page.setViewportSize(LAPTOP);
			expect.soft(await visit.open(screen), `${screen.name}: status`).toBe(screen.status ?? 200);
			expect.soft(await disorder(page, screen), `${screen.name}: document`).toEqual([]);
			await page.emulateMedia({ colorScheme: 'light' });
			expect.soft(await axe(page), `${screen.name}: light`).toEqual([]);
			await page.emulateMedia({ colorScheme: 'dark' });
			expect.soft(await axe(page, COLOUR_RULES), `${screen.name}: dark`).toEqual([]);
			await page.emulateMedia({ colorScheme: 'light' });
			await page.setViewportSize(PHONE);
			expect.soft(await axe(page), `${screen.name}: phone`).toEqual([]);
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

/** @param rules absent: all of the tags */
async function axe(page: Page, rules?: string[]): Promise<string[]> {
	await page.waitForFunction(() =>
		[...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(({ sheet }) => sheet !== null)
	);
	// What is under the bar of a test has no contrast to measure.
	await page.evaluate(() => scrollTo(0, 0));
	const builder = new AxeBuilder({ page }).setLegacyMode();
	const { violations, incomplete } = await (rules ? builder.withRules(rules) : builder.withTags(TAGS)).analyze();
	const told = (results: typeof violations) =>
		results.flatMap(({ id, nodes }) =>
			nodes.map(({ target, any, all, none }) => {
				const [check] = [...any, ...all, ...none];
				const { messageKey = '' } = (check?.data ?? {}) as { messageKey?: string };
				return { rule: id, because: messageKey, where: target.join(' '), message: check?.message ?? '' };
			})
		);
	const undecided = told(incomplete).filter((found) => !EXPLAINED.some((known) => explains(known, found)));
	return [...told(violations), ...undecided].map((found) => Object.values(found).join(' | '));
}

function explains(known: (typeof EXPLAINED)[number], found: { rule: string; because: string; where: string }): boolean {
	const { rule, because = found.because, where = /./ } = known;
	return rule === found.rule && because === found.because && where.test(found.where);
}

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
	const title = await page.title();
	const isTitled = / – Wspólnie$/.test(title) || (page.url().endsWith('/') && title.startsWith('Wspólnie – '));
	const saysError = title.startsWith('Błąd: ') === (status === 400);
	return Object.entries({ ...found, [`title: ${title}`]: isTitled, [`error in title: ${title}`]: saysError })
		.filter(([, isTrue]) => !isTrue)
		.map(([what]) => what);
}
