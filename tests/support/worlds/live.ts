import { randomUUID } from 'node:crypto';
import type { Course } from '#lib/courses/course.ts';
import { moveSession, practiceQuizzes, startSession } from '#lib/live/server/sessions.ts';
import type { Db } from '#lib/server/db/db.ts';

/** A quiz that a group has answered together: it is over, so that nobody has to wait for its events. */
export async function liveParams(
	db: Db,
	{ teacher, group, course }: { teacher: { id: string }; group: { id: string }; course: Course }
): Promise<Record<string, string>> {
	const { organizationId } = await db
		.selectFrom('learnerGroup')
		.select('organizationId')
		.where('id', '=', group.id)
		.executeTakeFirstOrThrow();
	const presenter = { id: teacher.id, address: '192.0.2.1' };
	const of = { ...group, organizationId };
	const quizSlug = practiceQuizzes(course)[0]?.slug ?? randomUUID();
	const sessionId = await startSession(db, presenter, { group: of, course, quizSlug }, new Date());
	await moveSession(db, presenter, { group: of, sessionId, move: 'end', seenVersion: 1 }, new Date());
	return { sessionId };
}
