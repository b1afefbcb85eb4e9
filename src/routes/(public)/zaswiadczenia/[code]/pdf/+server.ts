import { AppError } from '#lib/errors.ts';
import { printCertificate } from '#lib/certificates/server/print.ts';
import { getByTypedCode } from '#lib/certificates/server/register.ts';
import type { RequestHandler } from './$types';

/**
 * For everyone who has the code: the file says nothing that the page under the same code does not say. What was revoked
 * or replaced is printed no more.
 */
export const GET: RequestHandler = async ({ locals, params }) => {
	const certificate = await getByTypedCode(locals.db, params.code);
	if (certificate.state !== 'valid') {
		throw new AppError(
			410,
			'not_valid',
			'To zaświadczenie zastąpiono albo unieważniono, więc nie wydajemy już jego pliku.'
		);
	}
	const pdf = await printCertificate(locals.db, certificate, locals.app.settings.origin);
	return new Response(new Uint8Array(pdf), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="zaswiadczenie-${certificate.number.replaceAll('/', '-')}.pdf"`,
			'cache-control': 'no-store',
			'x-robots-tag': 'noindex'
		}
	});
};
