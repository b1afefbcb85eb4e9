import { publicCertificate } from '#lib/certificates/public-certificate.ts';
import { findByCode, findStateChange } from '#lib/certificates/server/register.ts';
import { parseCode } from '#lib/certificates/verification-code.ts';
import type { RequestHandler } from './$types';

const headers = { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' };

/** For everyone who has the code: the register's entry for programs, in the fields of `PublicCertificate`. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const code = parseCode(params.code);
	const certificate = code && (await findByCode(locals.db, code));
	if (!certificate) return Response.json({ error: 'not_found' }, { status: 404, headers });

	const change = await findStateChange(locals.db, certificate.id);
	const { origin } = locals.app.settings;
	return Response.json(publicCertificate(certificate, change, origin, new Date()), { headers });
};
