import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';
import { computeQuestionStatistics } from './question-statistics.ts';

const LOOKED_AT_ONCE = 20;

interface Place {
	learnerGroupId: string;
	courseSlug: string;
}

/**
 * Counts anew where somebody has done something since the last time. Two processes at once count the same and store the
 * same.
 * @returns how many courses of groups were counted
 */
export async function refreshQuestionStatistics(
	db: Db,
	courses: Pick<CourseIndex, 'find'>,
	now: Date
): Promise<number> {
	let counted = 0;
	let after: Place = { learnerGroupId: '', courseSlug: '' };
	for (;;) {
		const places = await listPlaces(db, after);
		for (const { learnerGroupId, courseSlug, isOutOfDate } of places) {
			const course = isOutOfDate ? courses.find(courseSlug) : undefined;
			if (!course) continue;
			await computeQuestionStatistics(db, learnerGroupId, course, now);
			counted++;
		}
		const last = places.at(-1);
		if (!last || places.length < LOOKED_AT_ONCE) return counted;
		after = last;
		await nextTurn();
	}
}

/** The next courses of groups that are not in the archive, in the order of the primary key. */
async function listPlaces(db: Db, after: Place): Promise<(Place & { isOutOfDate: boolean })[]> {
	const rows = await db
		.selectFrom('courseAssignment as ca')
		.innerJoin('learnerGroup as g', 'g.id', 'ca.learnerGroupId')
		.leftJoin('questionStatistic as s', (join) =>
			join.onRef('s.learnerGroupId', '=', 'ca.learnerGroupId').onRef('s.courseSlug', '=', 'ca.courseSlug')
		)
		.select(['ca.learnerGroupId', 'ca.courseSlug'])
		.select((eb) =>
			eb
				.selectFrom('membership as m')
				.innerJoin('enrollment as e', (join) =>
					join.onRef('e.userAccountId', '=', 'm.userAccountId').onRef('e.courseSlug', '=', 'ca.courseSlug')
				)
				.select('m.learnerGroupId')
				.whereRef('m.learnerGroupId', '=', 'ca.learnerGroupId')
				.where('m.kind', '=', 'learner')
				.where((e) => e('e.lastActivityAt', '>', e.fn.coalesce('s.computedAt', e.val(''))))
				.limit(1)
				.as('active')
		)
		.where('ca.removedAt', 'is', null)
		.where('g.archivedAt', 'is', null)
		.where((eb) =>
			eb.or([
				eb('ca.learnerGroupId', '>', after.learnerGroupId),
				eb.and([eb('ca.learnerGroupId', '=', after.learnerGroupId), eb('ca.courseSlug', '>', after.courseSlug)])
			])
		)
		.orderBy('ca.learnerGroupId')
		.orderBy('ca.courseSlug')
		.limit(LOOKED_AT_ONCE)
		.execute();
	return rows.map(({ active, ...place }) => ({ ...place, isOutOfDate: active !== null }));
}

/** Keeps the hardest questions of groups at hand. */
export const questionStatistics: Job<{ db: Db; courses: CourseIndex }> = {
	name: 'question statistics',
	everyMs: 5 * 60_000,
	run: ({ db, courses }, now) => refreshQuestionStatistics(db, courses, now)
};
