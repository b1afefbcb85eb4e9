import { notFound } from '#lib/errors.ts';
import { findLogo } from '#lib/organizations/server/logos.ts';
import type { RequestHandler } from './$types';

/** For everyone: it stands on certificates. Nothing in it can run, whatever somebody uploaded. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const logo = await findLogo(locals.db, params.organizationId, params.hash);
	if (!logo) throw notFound('logo');
	return new Response(new Uint8Array(logo.content), {
		headers: {
			'content-type': logo.mediaType,
			'cache-control': 'public, max-age=31536000, immutable',
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff'
		}
	});
};
