import { slugOf } from './build-question.ts';
import type { NoteBook } from './note-book.ts';

/** `$course$/top/Prawo/Spółdzielnie` → `Spółdzielnie` */
export const lastOfCategory = (path: string): string =>
	path
		.split(/(?<!\/)\/(?!\/)/)
		.map((part) => part.replaceAll('//', '/').trim())
		.filter((part) => part !== '' && !/^\$\w+\$$/.test(part) && part !== 'top')
		.at(-1) ?? '';

/** Tells that a category goes by another name here. */
export function tellCategory(category: string, about: NoteBook): void {
	if (category !== '' && slugOf(category) !== category)
		about.changed(`Kategoria „${category}” stała się tematem „${slugOf(category)}”.`);
}
