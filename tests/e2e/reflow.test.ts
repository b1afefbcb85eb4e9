import type { Page } from '@playwright/test';
import { expect, SCREENS, test, Visit } from './pages.ts';

const LAPTOP = { width: 1280, height: 900 };
/** Also what 1280 px at 400 % zoom leave. */
const PHONE = { width: 320, height: 640 };
const PARTS = 4;

const TEXT_SPACING = `
	* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
	p { margin-block-end: 2em !important; }`;
const DOUBLE_TEXT = 'html { font-size: 200% }';

for (let part = 0; part < PARTS; part++) {
	test(`nothing is cut or needs sideways scrolling, part ${part + 1}`, async ({ browser, app, world }) => {
		test.setTimeout(300_000);
		const visit = await Visit.begin(browser, { ...app, world }, { reducedMotion: 'reduce' });
		const { page } = visit;
		for (const screen of SCREENS.filter((_, index) => index % PARTS === part)) {
			await page.setViewportSize(PHONE);
			await visit.open(screen);
			expect.soft(await lost(page), `${screen.name}: 320 px`).toEqual([]);
			await dress(page, TEXT_SPACING);
			expect.soft(await lost(page), `${screen.name}: text spacing at 320 px`).toEqual([]);
			await page.setViewportSize(LAPTOP);
			expect.soft(await lost(page), `${screen.name}: text spacing`).toEqual([]);
			await dress(page, DOUBLE_TEXT);
			expect.soft(await lost(page), `${screen.name}: text of 200 %`).toEqual([]);
			await dress(page, '');
			const moving = await page.evaluate(() => document.getAnimations().length);
			expect.soft(moving, `${screen.name}: reduced motion`).toBe(0);
			await page.emulateMedia({ forcedColors: 'active' });
			expect.soft(await unmarked(page), `${screen.name}: forced colours`).toEqual([]);
			await page.emulateMedia({ forcedColors: 'none' });
		}
		await visit.close();
	});
}

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

/** Puts a style sheet over the page, as a reader's own would be; the policy of the site does not forbid this one. */
function dress(page: Page, css: string): Promise<void> {
	return page.evaluate((text) => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(text);
		document.adoptedStyleSheets = [sheet];
	}, css);
}

/** What sticks out of the page, and text that its box cuts off. */
function lost(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const told = (element: Element) => `${element.tagName} ${element.className} ${element.textContent.slice(0, 40)}`;
		const root = document.documentElement;
		const all = [...document.body.querySelectorAll<HTMLElement>('*')].filter(
			(element) => element.checkVisibility() && !element.closest('.visually-hidden, .skip-link, svg')
		);
		const isScrolled = (element: Element) => {
			for (let box: Element | null = element; box; box = box.parentElement) {
				if (/auto|scroll/.test(getComputedStyle(box).overflowX)) return true;
			}
			return false;
		};
		const wide = all.filter(
			(element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !isScrolled(element)
		);
		const cut = all.filter((element) => {
			const { overflowX, overflowY } = getComputedStyle(element);
			const isCutWide = /hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1;
			const isCutHigh = /hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1;
			return (isCutWide || isCutHigh) && !element.matches('progress, input, select');
		});
		const scrolls = root.scrollWidth > root.clientWidth ? [`page of ${root.scrollWidth} px`] : [];
		return [
			...scrolls,
			...wide.slice(-3).map((element) => `wide: ${told(element)}`),
			...cut.map((element) => `cut: ${told(element)}`)
		];
	});
}

/** Where colours are the reader's, buttons keep an edge and the chosen keeps a sign. */
function unmarked(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const edge = (element: Element) => {
			const style = getComputedStyle(element);
			return parseFloat(style.borderTopWidth) >= 1 && style.borderTopStyle !== 'none';
		};
		const bare = [...document.querySelectorAll('.button, input:not([type=hidden]), select, textarea, .badge')].filter(
			(element) => element.checkVisibility() && !element.matches('[type=checkbox], [type=radio]') && !edge(element)
		);
		const chosen = [...document.querySelectorAll('nav [aria-current]:is(a)')].filter((element) => {
			const style = getComputedStyle(element);
			const sides = [style.borderBottomWidth, style.borderInlineStartWidth].map(parseFloat);
			return element.checkVisibility() && Math.max(...sides) < 2 && !style.textDecorationLine.includes('underline');
		});
		const told = (what: string) => (element: Element) => `${what}: ${element.outerHTML.slice(0, 90)}`;
		return [...bare.map(told('no edge')), ...chosen.map(told('not marked'))];
	});
}

/** Menus, buttons and links that look like them, on paper. */
function pressable(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll('body > header, body > footer, nav, button, .button, input[type=file], summary')]
			.filter((element) => element.checkVisibility())
			.map((element) => element.outerHTML.slice(0, 90))
	);
}
