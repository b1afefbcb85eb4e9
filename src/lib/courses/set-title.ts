import type { Language } from './course.ts';
import { typeset } from './typography.ts';

const settled = new Map<string, string>();

/**
 * A title of a course as pages show it, with hard spaces; stored titles have none, so that they can be searched and
 * compared. Worked out once: there are only so many titles.
 */
export function setTitle(title: string, language: Language = 'pl'): string {
	let text = settled.get(language + title);
	if (text === undefined) {
		text = typeset(title, { language });
		settled.set(language + title, text);
	}
	return text;
}
