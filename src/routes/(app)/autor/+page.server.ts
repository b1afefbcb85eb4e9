import { requireRole } from '#lib/accounts/server/require.ts';
import { compareCares, type CourseCares } from '#lib/authoring/course-cares.ts';
import { listCares } from '#lib/authoring/server/course-cares.ts';
import type { PageServerLoad } from './$types';

/** For authors: every course there is, those that need care first. */
export const load: PageServerLoad = async ({ locals }) => {
	const { id: personId } = requireRole(locals, 'author');
	const courses = locals.courses.list();
	const asked = { courses, problems: locals.courses.problems(), personId, now: new Date() };
	const cares = await listCares(locals.db, asked);
	const rows = courses.map(({ slug, title, reviewBy }) => ({
		...{ slug, title, reviewBy },
		cares: cares.get(slug) as CourseCares
	}));
	return { courses: rows.sort((a, b) => compareCares(a.cares, b.cares)) };
};
