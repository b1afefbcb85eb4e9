import {
	attributesOf,
	cookieOf,
	READING_COOKIE,
	READING_COOKIE_SECONDS,
	readingSettings,
	settingsOfForm,
	type ReadingSettings
} from '../reading-settings.ts';

/** The settings this browser keeps. */
export function currentSettings(): ReadingSettings {
	const pairs = document.cookie.split('; ').map((pair) => pair.split('='));
	return readingSettings(pairs.find(([name]) => name === READING_COOKIE)?.[1]);
}

/**
 * Applies the settings of `form[data-reading-settings]` as they are chosen. The server has written them on the page
 * already, unless the page is a copy read without the internet.
 */
export function enhanceReadingSettings(root: Document = document): void {
	apply(currentSettings());
	const form = root.querySelector<HTMLFormElement>('form[data-reading-settings]');
	if (!form) return;
	showIn(form, currentSettings());
	for (const plain of form.querySelectorAll<HTMLElement>('[data-plain]')) plain.hidden = true;
	form.addEventListener('change', () => {
		const settings = settingsOfForm(new FormData(form));
		const secure = location.protocol === 'https:' ? '; secure' : '';
		document.cookie = `${READING_COOKIE}=${cookieOf(settings)}; path=/; max-age=${READING_COOKIE_SECONDS}; samesite=lax${secure}`;
		apply(settings);
	});
}

function apply(settings: ReadingSettings) {
	const page = document.documentElement;
	for (const name of ['data-text-size', 'data-spacing']) {
		const value = attributesOf(settings)[name];
		if (value === undefined) page.removeAttribute(name);
		else page.setAttribute(name, value);
	}
}

function showIn(form: HTMLFormElement, { textSize, spacing, hasKeys }: ReadingSettings) {
	const chosen: string[] = [textSize, spacing];
	for (const input of form.querySelectorAll('input')) {
		input.checked = input.name === 'keys' ? hasKeys : chosen.includes(input.value);
	}
}
