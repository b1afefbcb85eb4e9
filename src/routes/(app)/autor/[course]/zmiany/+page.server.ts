import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { lineDifference } from '#lib/authoring/differences.ts';
import { getSource, listEditions } from '#lib/authoring/server/source-revisions.ts';
import type { PageServerLoad } from './$types';

/** For authors: the files of a course as they were served, and the differences between two editions of one. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { course } = getCourseOfAuthor(locals, params);
	const editions = Map.groupBy(await listEditions(locals.db, course.slug), ({ path }) => path);
	const files = [...editions].map(([path, all]) => ({ path, editions: all.length, seenAt: all[0]?.seenAt ?? '' }));
	const path = url.searchParams.get('plik');
	const of = path === null ? [] : (editions.get(path) ?? []);
	const [newest, former] = of;
	const to = url.searchParams.get('na') ?? newest?.hash;
	const from = url.searchParams.get('z') ?? former?.hash;
	const read = (hash: string) => getSource(locals.db, course.slug, path ?? '', hash);
	return {
		course: { slug: course.slug, title: course.title },
		files,
		shown:
			path === null
				? null
				: { path, editions: of, from, to, hunks: from && to ? lineDifference(await read(from), await read(to)) : null }
	};
};
