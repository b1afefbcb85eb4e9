import type { Language } from '../../course.ts';

const UNITS: Record<Language, [string, string]> = { pl: ['kB', 'MB'], en: ['kB', 'MB'], uk: ['кБ', 'МБ'] };

/** `34 kB`, `1,2 MB`: thousands and millions of bytes, in the language of the text. */
export function formatFileSize(bytes: number, language: Language): string {
	const kilobytes = Math.max(1, Math.round(bytes / 1000));
	const [amount, unit] = kilobytes < 1000 ? [kilobytes, UNITS[language][0]] : [bytes / 1_000_000, UNITS[language][1]];
	return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(amount)}\u00a0${unit}`;
}
