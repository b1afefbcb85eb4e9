import { learnersInParts } from '#lib/groups/server/learners-in-parts.ts';
import type { Course } from '#lib/courses/course.ts';
import type { Db } from '#lib/server/db/db.ts';
import { addToForecast, forecastPercents, LEAST_PEOPLE, nothingForecast, type ForecastSum } from '../forecast.ts';

export interface CourseForecast {
	courseSlug: string;
	courseTitle: string;
	/** Cards asked at least once. */
	cards: number;
	/** At each of `HORIZONS`, whole percent. */
	percents: number[];
}

/** What the person will remember of each course that is served, the one with most cards first. */
export async function listMyForecasts(
	db: Db,
	{ personId, courses, now }: { personId: string; courses: { find(slug: string): Course | undefined }; now: Date }
): Promise<CourseForecast[]> {
	const rows = await db
		.selectFrom('reviewCard')
		.select(['courseSlug', 'stability', 'lastReviewedAt'])
		.where('userAccountId', '=', personId)
		.where('stability', 'is not', null)
		.execute();
	const sums = new Map<string, ForecastSum>();
	for (const { courseSlug, stability, lastReviewedAt } of rows) {
		const sum = sums.get(courseSlug) ?? nothingForecast();
		sums.set(courseSlug, sum);
		if (stability !== null && lastReviewedAt !== null) addToForecast(sum, { stability, lastReviewedAt }, now);
	}
	return [...sums]
		.flatMap(([courseSlug, sum]) => {
			const courseTitle = courses.find(courseSlug)?.title;
			const percents = forecastPercents(sum);
			return courseTitle && percents ? [{ courseSlug, courseTitle, cards: sum.cards, percents }] : [];
		})
		.sort((a, b) => b.cards - a.cards);
}

export interface GroupForecast {
	/** Who reviewed anything of the course. */
	people: number;
	cards: number;
	/** null: fewer than `LEAST_PEOPLE`. */
	percents: number[] | null;
}

/** The same for a course in a group, as one sum over all its learners; whose chances they are is left in the database. */
export async function getGroupForecast(
	db: Db,
	{ groupId, courseSlug, now }: { groupId: string; courseSlug: string; now: Date }
): Promise<GroupForecast> {
	const sum = nothingForecast();
	let people = 0;
	for await (const ids of learnersInParts(db, groupId)) {
		const rows = await db
			.selectFrom('reviewCard')
			.select(['userAccountId', 'stability', 'lastReviewedAt'])
			.where('userAccountId', 'in', ids)
			.where('courseSlug', '=', courseSlug)
			.where('stability', 'is not', null)
			.execute();
		people += new Set(rows.map(({ userAccountId }) => userAccountId)).size;
		for (const { stability, lastReviewedAt } of rows) {
			if (stability !== null && lastReviewedAt !== null) addToForecast(sum, { stability, lastReviewedAt }, now);
		}
	}
	if (people < LEAST_PEOPLE) return { people, cards: 0, percents: null };
	return { people, cards: sum.cards, percents: forecastPercents(sum) };
}
