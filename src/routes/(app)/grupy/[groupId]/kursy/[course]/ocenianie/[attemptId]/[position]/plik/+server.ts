import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf } from '#lib/accounts/server/visit.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { sendHandedFile } from '#lib/handins/server/send-handed-file.ts';
import type { MarkingScope } from '#lib/marking/server/marking-scope.ts';
import { takeFile } from '#lib/marking/server/take-file.ts';
import type { RequestHandler } from './$types';

/** For those who answer for the group. */
export const GET: RequestHandler = async (event) => {
	const { locals, params } = event;
	const staff = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, staff.id, params);
	const scope: MarkingScope = { kind: 'group', groupId: group.id, courseSlug: course.slug, readerId: staff.id };
	const { address } = originOf(event);
	const place = { attemptId: params.attemptId, position: Number(params.position) };
	return sendHandedFile(await takeFile(locals.db, scope, address, place, new Date()));
};
