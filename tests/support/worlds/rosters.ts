import { createImport, understandTable } from '#lib/rosters/server/imports.ts';
import { ONE_ROSTER_COLUMNS } from '#lib/rosters/server/one-roster.ts';
import type { Db } from '#lib/server/db/db.ts';

/** Previews that wait: a list for the group, and a OneRoster set for the school. */
export async function rosterParams(
	db: Db,
	{ school, group, teacher, coordinator }: Record<'school' | 'group' | 'teacher' | 'coordinator', { id: string }>
): Promise<Record<string, string>> {
	const list = await understandTable(db, school.id, '7b.csv', [
		{ line: 1, cells: ['Imię', 'Hobby'] },
		{ line: 2, cells: ['Tymek', 'szachy'] }
	]);
	const place = { organizationId: school.id, learnerGroupId: group.id };
	const set = {
		kind: 'oneRoster' as const,
		sourceName: 'oneroster.zip',
		columns: ONE_ROSTER_COLUMNS,
		rows: [{ line: 2, cells: ['Nina Nowak', '', 'u-1', 'k-1', '1a', 'learner'] }]
	};
	return {
		importId: await createImport(db, place, teacher.id, list),
		rosterId: await createImport(db, { organizationId: school.id, learnerGroupId: null }, coordinator.id, set),
		'[groupId]/format': 'csv'
	};
}
