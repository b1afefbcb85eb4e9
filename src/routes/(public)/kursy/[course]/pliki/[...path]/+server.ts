import { notFound } from '#lib/errors.ts';
import { sendFile } from '#lib/server/send-file.ts';
import type { RequestHandler } from './$types';

const YEAR = 31_536_000;

/** A file of a course, for everyone; only files that the index knows, so no path leads anywhere else. */
export const GET: RequestHandler = async ({ locals, params, url, request }) => {
	const file = locals.courses.findFile(params.course, params.path);
	if (!file) throw notFound('plik');
	const isThisVersion = url.searchParams.get('v') === file.version;
	const answer = await sendFile(file.path, file.version, request, {
		'content-type': file.contentType,
		'cache-control': isThisVersion ? `public, max-age=${YEAR}, immutable` : 'public, max-age=0, must-revalidate',
		// Opened on its own, a drawing is a document: it may draw and nothing else.
		'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
		...(file.isDownload && { 'content-disposition': `attachment; filename="${params.path.split('/').at(-1)}"` })
	});
	if (!answer) throw notFound('plik');
	return answer;
};
