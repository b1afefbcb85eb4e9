export const TEXT_SIZES = { zwykly: 'zwykły', duzy: 'duży', najwiekszy: 'największy' } as const;
export const SPACINGS = { zwykle: 'zwykłe', szerokie: 'szerokie' } as const;

/** How somebody likes to read; kept in this browser only. */
export interface ReadingSettings {
	textSize: keyof typeof TEXT_SIZES;
	spacing: keyof typeof SPACINGS;
	/** Whether single keys do something on the page of a lesson. */
	hasKeys: boolean;
}

/** Not a secret: the script of the page reads and writes it too. */
export const READING_COOKIE = 'wspolnie-czytanie';
export const READING_COOKIE_SECONDS = 365 * 24 * 3600;
const NO_KEYS = 'bez-skrotow';

/** What a cookie holds; whatever it should not hold counts as the usual. */
export function readingSettings(cookie: string | undefined): ReadingSettings {
	const words = (cookie ?? '').split('.');
	return {
		textSize:
			(words.find((word) => Object.hasOwn(TEXT_SIZES, word)) as ReadingSettings['textSize'] | undefined) ?? 'zwykly',
		spacing:
			(words.find((word) => Object.hasOwn(SPACINGS, word)) as ReadingSettings['spacing'] | undefined) ?? 'zwykle',
		hasKeys: !words.includes(NO_KEYS)
	};
}

/** The same settings from the fields of their form: `textSize`, `spacing`, and `keys` when it is ticked. */
export function settingsOfForm(form: FormData): ReadingSettings {
	const chosen = ['textSize', 'spacing'].map((name) => form.get(name)).filter((value) => typeof value === 'string');
	return { ...readingSettings(chosen.join('.')), hasKeys: form.has('keys') };
}

/** The value of the cookie. */
export function cookieOf({ textSize, spacing, hasKeys }: ReadingSettings): string {
	return [textSize, spacing, ...(hasKeys ? [] : [NO_KEYS])].join('.');
}

/** What `<html>` carries for the style sheet; empty for the usual. */
export function attributesOf({ textSize, spacing }: ReadingSettings): Record<string, string> {
	return {
		...(textSize !== 'zwykly' && { 'data-text-size': textSize }),
		...(spacing !== 'zwykle' && { 'data-spacing': spacing })
	};
}
