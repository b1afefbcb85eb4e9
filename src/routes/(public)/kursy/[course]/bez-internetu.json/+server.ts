import { getCourse } from '#lib/courses/server/find-lesson.ts';
import { offlinePackJson } from '#lib/courses/server/offline-pack.ts';
import type { RequestHandler } from './$types';

/** What a browser needs to save the course for reading without the internet; for everyone. */
export const GET: RequestHandler = async ({ locals, params }) =>
	new Response(await offlinePackJson(locals.db, getCourse(locals.courses, params.course)), {
		headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' }
	});
