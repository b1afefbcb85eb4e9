import { readFile } from 'node:fs/promises';
import { notFound } from '#lib/errors.ts';
import type { RequestHandler } from './$types';

const YEAR = 31_536_000;

/** A picture of a course, for everyone; only files that the index knows, so no path leads anywhere else. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const file = locals.courses.findFile(params.course, params.path);
	if (!file) throw notFound('obrazek');
	const content = await readFile(file.path);
	const isThisVersion = url.searchParams.get('v') === file.version;
	return new Response(content, {
		headers: {
			'content-type': file.contentType,
			'content-length': String(content.length),
			'cache-control': isThisVersion ? `public, max-age=${YEAR}, immutable` : 'public, max-age=0, must-revalidate',
			// Opened on its own, a drawing is a document: it may draw and nothing else.
			'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox"
		}
	});
};
