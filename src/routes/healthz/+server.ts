import { checkHealth } from '#lib/server/health.ts';
import type { RequestHandler } from './$types';

/** For monitors and proxies; anyone may ask. */
export const GET: RequestHandler = async ({ locals }) => {
	const health = await checkHealth(locals.db, locals.courses);
	return Response.json(health, {
		status: health.status === 'ok' ? 200 : 503,
		headers: { 'cache-control': 'no-store' }
	});
};
