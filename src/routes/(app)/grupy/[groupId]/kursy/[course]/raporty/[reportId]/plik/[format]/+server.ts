import { requireRole } from '#lib/accounts/server/require.ts';
import { notFound } from '#lib/errors.ts';
import { getGroupOf } from '#lib/groups/server/access.ts';
import { drawWholePdf } from '#lib/printing/server/draw-pdf.ts';
import { reportSheet } from '#lib/reports/report-sheet.ts';
import { auditReport, getReport } from '#lib/reports/server/reports.ts';
import { attachment } from '#lib/server/attachment.ts';
import { isSheetFormat, sendSheet } from '#lib/spreadsheets/server/send-sheet.ts';
import type { RequestHandler } from './$types';

/** For those who answer for the group; also when it no longer has the course. */
export const GET: RequestHandler = async ({ locals, params, getClientAddress }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const { id, createdAt, content } = await getReport(locals.db, { ...params, groupId: group.id });
	const { format } = params;
	if (format !== 'pdf' && !isSheetFormat(format)) throw notFound('plik');

	const actor = { id: person.id, address: getClientAddress() };
	await auditReport(locals.db, actor, group, { action: 'report.downloaded', reportId: id, detail: { format } });
	const name = `Raport ${content.group} – ${content.madeOn}`;
	if (format !== 'pdf') return sendSheet(reportSheet(content), format, name);

	const pdf = await drawWholePdf({ kind: 'report', report: { id, createdAt, content } });
	return new Response(new Uint8Array(pdf), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': attachment(`${name}.pdf`),
			'cache-control': 'private, no-store'
		}
	});
};
