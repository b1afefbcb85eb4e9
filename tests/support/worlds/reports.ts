import type { Course } from '#lib/courses/course.ts';
import { getGroupOf } from '#lib/groups/server/access.ts';
import { createReport } from '#lib/reports/server/reports.ts';
import type { Db } from '#lib/server/db/db.ts';

/** A report of a group, and the names of files. */
export async function reportParams(
	db: Db,
	{ teacher, group, course }: { teacher: { id: string }; group: { id: string }; course: Course }
): Promise<Record<string, string>> {
	const reportId = await createReport(db, {
		actor: { id: teacher.id, address: '192.0.2.1' },
		group: await getGroupOf(db, teacher.id, group.id),
		course,
		operator: 'Operator',
		people: 'names'
	});
	return { reportId, 'plik/format': 'xlsx' };
}
