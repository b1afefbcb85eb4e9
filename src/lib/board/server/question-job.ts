import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';
import { computeQuestionStatistics, sureUntil } from './question-statistics.ts';

const LOOKED_AT_ONCE = 20;

interface Place {
	learnerGroupId: string;
	courseSlug: string;
}

/**
 * Counts anew where somebody has done something since the last time. Two processes at once count the same and store the
 * same.
 * @param since looks only where somebody has done something after this instant; null: everywhere
 * @returns how many courses of groups were counted
 */
export async function refreshQuestionStatistics(
	db: Db,
	courses: Pick<CourseIndex, 'find'>,
	now: Date,
	since: string | null = null
): Promise<number> {
	let counted = 0;
	for await (const { learnerGroupId, courseSlug } of since === null ? listEverywhere(db) : listSince(db, since)) {
		const course = courses.find(courseSlug);
		if (!course) continue;
		await computeQuestionStatistics(db, learnerGroupId, course, now);
		counted++;
	}
	return counted;
}

/** By the index over activity: where nobody has done anything, nothing is read. */
async function* listSince(db: Db, since: string): AsyncGenerator<Place> {
	yield* await db
		.selectFrom('enrollment as e')
		.innerJoin('membership as m', 'm.userAccountId', 'e.userAccountId')
		.innerJoin('courseAssignment as ca', (join) =>
			join.onRef('ca.learnerGroupId', '=', 'm.learnerGroupId').onRef('ca.courseSlug', '=', 'e.courseSlug')
		)
		.innerJoin('learnerGroup as g', 'g.id', 'ca.learnerGroupId')
		.leftJoin('questionStatistic as s', (join) =>
			join.onRef('s.learnerGroupId', '=', 'ca.learnerGroupId').onRef('s.courseSlug', '=', 'ca.courseSlug')
		)
		.select(['ca.learnerGroupId', 'ca.courseSlug'])
		.distinct()
		.where('e.lastActivityAt', '>', since)
		.where((eb) => eb('e.lastActivityAt', '>', eb.fn.coalesce('s.computedAt', eb.val(''))))
		.where('m.kind', '=', 'learner')
		.where('ca.removedAt', 'is', null)
		.where('g.archivedAt', 'is', null)
		.execute();
}

async function* listEverywhere(db: Db): AsyncGenerator<Place> {
	let after: Place = { learnerGroupId: '', courseSlug: '' };
	for (;;) {
		const places = await listPlaces(db, after);
		yield* places.filter(({ isOutOfDate }) => isOutOfDate);
		const last = places.at(-1);
		if (!last || places.length < LOOKED_AT_ONCE) return;
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

/** Keeps the hardest questions of groups at hand: looks everywhere once, then where somebody has done something since. */
function keepStatistics(): Job<{ db: Db; courses: CourseIndex }> {
	let since: string | null = null;
	return {
		name: 'question statistics',
		everyMs: 5 * 60_000,
		async run({ db, courses }, now) {
			await refreshQuestionStatistics(db, courses, now, since);
			since = sureUntil(now);
		}
	};
}

export const questionStatistics = keepStatistics();
