import { readLogFilter } from '#lib/audit/log-filter.ts';
import { exportLog } from '#lib/audit/server/log-sheet.ts';
import { logScopeOf } from '#lib/audit/server/scope.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf } from '#lib/accounts/server/visit.ts';
import { notFound } from '#lib/errors.ts';
import { isSheetFormat, sendSheet } from '#lib/spreadsheets/server/send-sheet.ts';
import type { RequestHandler } from './$types';

/** For coordinators (the log of the organization they work in) and admins (every one). */
export const GET: RequestHandler = async (event) => {
	const { locals, params, url } = event;
	const person = requireRole(locals, 'coordinator', 'admin');
	if (!isSheetFormat(params.format)) throw notFound('plik');
	const by = { id: person.id, ...originOf(event) };
	const sheet = await exportLog(locals.db, logScopeOf(person), readLogFilter(url.searchParams), by);
	return sendSheet(sheet, params.format, 'Dziennik zdarzeń');
};
