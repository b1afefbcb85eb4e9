import { browserStorage } from '../../ui/browser/browser-storage.ts';
import { passedHeading } from '../../ui/browser/follow-reading.ts';

/** What a visitor's own browser remembers of each course, by its slug. */
type KeptPlaces = Record<string, { path: string; lesson: string; heading: string | null }>;

const STORAGE_KEY = 'wspolnie-miejsca';

/**
 * Remembers where reading stopped, for the page of a lesson, `[data-lesson]`. With `data-place-url` the server keeps it:
 * the last heading passed is sent as the page is left. A visitor's place stays in the browser.
 */
export function rememberPlace(root: Document = document): void {
	const page = root.querySelector<HTMLElement>('[data-lesson]');
	if (!page) return;
	const { course = '', lesson = '', title = '', placeUrl, keptPlace } = page.dataset;
	const isVisitor = 'visitor' in page.dataset;
	const headings = [...page.querySelectorAll<HTMLElement>('.prose :is(h2, h3)[id]')];
	if (isVisitor) showKept(page, headings, keptPlaces()[course]);
	if (!isVisitor && placeUrl === undefined) return;

	let known = keptPlace;
	const leave = () => {
		if (document.visibilityState === 'visible') return;
		const heading = passedHeading(headings)?.id ?? '';
		// Who only looked at the beginning again has not lost their place.
		if (heading === known || (heading === '' && known !== undefined)) return;
		known = heading;
		if (isVisitor) keep(course, { path: location.pathname, lesson: title, heading: heading || null });
		else navigator.sendBeacon(placeUrl ?? '', new URLSearchParams({ course, lesson, heading }));
	};
	addEventListener('pagehide', leave);
	document.addEventListener('visibilitychange', leave);
}

/** On the page of a course, `[data-read-on]` is the slug: a link to where a visitor stopped. */
export function offerReadingOn(root: Document = document): void {
	for (const line of root.querySelectorAll<HTMLElement>('[data-read-on]')) {
		const place = keptPlaces()[line.dataset.readOn ?? ''];
		const link = line.querySelector('a');
		if (!place || !link) continue;
		link.href = place.path + (place.heading ? `#${place.heading}` : '');
		link.textContent = place.lesson;
		line.hidden = false;
	}
}

function showKept(page: HTMLElement, headings: HTMLElement[], place: KeptPlaces[string] | undefined) {
	const line = page.querySelector<HTMLElement>('[data-place]');
	const heading = headings.find(({ id }) => id === place?.heading);
	const link = line?.querySelector('a');
	if (!line || !link || !heading || place?.path !== location.pathname) return;
	page.dataset.keptPlace = heading.id;
	link.href = `#${heading.id}`;
	link.textContent = heading.textContent.trim();
	line.hidden = false;
}

function keptPlaces(): KeptPlaces {
	try {
		return JSON.parse(browserStorage()?.getItem(STORAGE_KEY) ?? '{}') as KeptPlaces;
	} catch {
		return {};
	}
}

function keep(course: string, place: KeptPlaces[string]) {
	browserStorage()?.setItem(STORAGE_KEY, JSON.stringify({ ...keptPlaces(), [course]: place }));
}
