import { requireRole } from '#lib/accounts/server/require.ts';
import { statusOf } from '#lib/certificates/certificate.ts';
import { SEARCH_LIMIT, searchCertificates } from '#lib/certificates/server/register.ts';
import type { PageServerLoad } from './$types';

const QUERY_LIMIT = 100;

/** For admins (the whole register) and coordinators (their organization's part). */
export const load: PageServerLoad = async ({ locals, url }) => {
	const manager = requireRole(locals, 'admin', 'coordinator');
	const query = (url.searchParams.get('szukaj') ?? '').trim().slice(0, QUERY_LIMIT);
	const found = await searchCertificates(locals.db, manager.id, query);
	const now = new Date();
	return {
		query,
		isCut: found.length === SEARCH_LIMIT,
		certificates: found.map((certificate) => ({
			id: certificate.id,
			number: certificate.number,
			holder: certificate.content.holder,
			courseTitle: certificate.content.courseTitle,
			issuedOn: certificate.content.issuedOn,
			status: statusOf(certificate, now)
		}))
	};
};
