import { requireRole } from '#lib/accounts/server/require.ts';
import { listGroupCertificates } from '#lib/certificates/server/group-certificates.ts';
import { printManyCertificates } from '#lib/certificates/server/print-many.ts';
import { withLogos } from '#lib/certificates/server/with-logos.ts';
import { notFound } from '#lib/errors.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { attachment } from '#lib/server/attachment.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import type { RequestHandler } from './$types';

/** For those who answer for the group: the certificates in force of those who learn in it, a page each. */
export const GET: RequestHandler = async ({ locals, params, getClientAddress }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	const certificates = await withLogos(locals.db, await listGroupCertificates(locals.db, group.id, course.slug));
	if (certificates.length === 0) throw notFound('ważne zaświadczenia tej grupy');

	const body = printManyCertificates(certificates, locals.app.settings.origin);
	await writeAudit(locals.db, {
		actorId: person.id,
		address: getClientAddress(),
		organizationId: group.organizationId,
		action: 'certificates.downloaded',
		subjectKind: 'learnerGroup',
		subjectId: group.id,
		detail: { course: course.slug, count: certificates.length }
	});
	return new Response(body, {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': attachment(`Zaświadczenia ${group.name} – ${course.title}.pdf`),
			'cache-control': 'private, no-store'
		}
	});
};
