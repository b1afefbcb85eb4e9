import { originOf } from '#lib/accounts/server/visit.ts';
import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { sendHandedFile } from '#lib/handins/server/send-handed-file.ts';
import type { MarkingScope } from '#lib/marking/server/marking-scope.ts';
import { takeFile } from '#lib/marking/server/take-file.ts';
import type { RequestHandler } from './$types';

/** For authors: of somebody who learns without a group. */
export const GET: RequestHandler = async (event) => {
	const { locals, params } = event;
	const { person, course } = getCourseOfAuthor(locals, params);
	const scope: MarkingScope = { kind: 'authors', courseSlug: course.slug, readerId: person.id };
	const { address } = originOf(event);
	const place = { attemptId: params.attemptId, position: Number(params.position) };
	return sendHandedFile(await takeFile(locals.db, scope, address, place, new Date()));
};
