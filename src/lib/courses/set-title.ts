import { typeset } from './typography.ts';

const settled = new Map<string, string>();

/**
 * A title of a course as pages show it, with hard spaces; stored titles have none, so that they can be searched and
 * compared. Worked out once: there are only so many titles.
 */
export function setTitle(title: string): string {
	let text = settled.get(title);
	if (text === undefined) {
		text = typeset(title);
		settled.set(title, text);
	}
	return text;
}
