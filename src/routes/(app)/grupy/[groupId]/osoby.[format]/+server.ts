import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf } from '#lib/accounts/server/visit.ts';
import { notFound } from '#lib/errors.ts';
import { getGroupOf } from '#lib/groups/server/access.ts';
import { exportPeople } from '#lib/rosters/server/export.ts';
import { isSheetFormat, sendSheet } from '#lib/spreadsheets/server/send-sheet.ts';
import type { RequestHandler } from './$types';

/** For those who answer for the group: its people as a file that can be read in again. */
export const GET: RequestHandler = async (event) => {
	const { locals, params } = event;
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	if (!isSheetFormat(params.format)) throw notFound('lista w\u00a0tym formacie');
	const sheet = await exportPeople(locals.db, { id: person.id, address: originOf(event).address }, group);
	return sendSheet(sheet, params.format, `Osoby ${group.name}`);
};
