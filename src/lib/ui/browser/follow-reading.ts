import { onScroll } from './on-scroll.ts';

/** What is above this part of the window counts as passed. */
const EYE_LINE = 0.3;

/** Marks, in the contents of a lesson, the heading whose text is being read: `[data-contents]` holds the links. */
export function followReading(root: Document = document): void {
	const links = new Map<Element, HTMLAnchorElement>();
	for (const link of root.querySelectorAll<HTMLAnchorElement>('[data-contents] a[href^="#"]')) {
		const heading = root.getElementById(decodeURIComponent(link.hash.slice(1)));
		if (heading) links.set(heading, link);
	}
	if (links.size === 0) return;

	const headings = [...links.keys()];
	onScroll(() => {
		const current = passedHeading(headings) ?? headings[0];
		for (const [heading, link] of links) {
			if (heading !== current) link.removeAttribute('aria-current');
			else if (!link.hasAttribute('aria-current')) showCurrent(link);
		}
	});
}

/** The last heading above the reader's eyes; at the very end of the page, the last one there is. */
export function passedHeading<T extends Element>(headings: T[]): T | undefined {
	const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
	const isAtEnd = scrollTop > 0 && scrollHeight - clientHeight - scrollTop < 2;
	if (isAtEnd) return headings.at(-1);
	return headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight * EYE_LINE);
}

function showCurrent(link: HTMLAnchorElement) {
	link.setAttribute('aria-current', 'location');
	// Long contents have a scroll bar of their own.
	const box = link.closest<HTMLElement>('[data-contents]');
	if (box && box.scrollHeight > box.clientHeight) {
		box.scrollTop += link.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
	}
}
