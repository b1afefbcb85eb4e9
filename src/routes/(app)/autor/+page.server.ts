import { requireRole } from '#lib/accounts/server/require.ts';
import type { PageServerLoad } from './$types';

/** For authors: every course there is. */
export const load: PageServerLoad = ({ locals }) => {
	requireRole(locals, 'author');
	const courses = locals.courses.list().map(({ slug, title, reviewBy }) => ({ slug, title, reviewBy }));
	return { courses };
};
