import type { Page } from '@playwright/test';

/** What readers may set for themselves without losing anything (WCAG 1.4.12 and 1.4.4). */
export const TEXT_SPACING = `
	* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
	p { margin-block-end: 2em !important; }`;
export const DOUBLE_TEXT = 'html { font-size: 200% }';

/** Puts a style sheet over the page, as a reader's own would be; the policy of the site does not forbid this one. */
export function dress(page: Page, css: string): Promise<void> {
	return page.evaluate((text) => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(text);
		document.adoptedStyleSheets = [sheet];
	}, css);
}

/** What sticks out of the page, and text that its box cuts off. */
export function lost(page: Page): Promise<string[]> {
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
export function unmarked(page: Page): Promise<string[]> {
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
