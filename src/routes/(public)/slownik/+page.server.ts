import { byLetter, findEntries, findTermPlaces } from '#lib/courses/glossary.ts';
import { unsent } from '#lib/ui/unsent.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const glossary = locals.courses.glossary();
	const typed = (url.searchParams.get('szukaj') ?? '').trim().slice(0, 200);
	const places = findTermPlaces(locals.courses.list());
	const found = glossary ? findEntries(glossary.entries, typed) : [];
	const view = {
		glossary,
		typed,
		foundCount: found.length,
		letters: byLetter(found).map(({ letter, entries }) => ({
			letter,
			entries: entries.map((entry) => ({ ...entry, places: places.get(entry.id) ?? [] }))
		}))
	};
	return { view: unsent(view) };
};
