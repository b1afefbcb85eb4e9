import type { Db } from '#lib/server/db/db.ts';

/** Where somebody stopped: the last heading passed, or the beginning of the lesson. */
export interface ReadingPlace {
	lessonSlug: string;
	headingId: string | null;
}

/**
 * Remembers where a person stopped in a course, one place a course. Nothing is written for those who are not on the
 * course, and nothing again while the place is the same.
 */
export async function saveReadingPlace(
	db: Db,
	given: ReadingPlace & { personId: string; courseSlug: string },
	now: Date
): Promise<void> {
	const { personId, courseSlug, lessonSlug, headingId } = given;
	await db
		.insertInto('readingPlace')
		.columns(['userAccountId', 'courseSlug', 'lessonSlug', 'headingId', 'savedAt'])
		.expression((eb) =>
			eb
				.selectFrom('enrollment')
				.select((e) => [
					'userAccountId',
					'courseSlug',
					e.cast<string>(e.val(lessonSlug), 'text').as('lessonSlug'),
					e.cast<string | null>(e.val(headingId), 'text').as('headingId'),
					e.cast<string>(e.val(now.toISOString()), 'text').as('savedAt')
				])
				.where('userAccountId', '=', personId)
				.where('courseSlug', '=', courseSlug)
		)
		.onConflict((conflict) =>
			conflict
				.columns(['userAccountId', 'courseSlug'])
				.doUpdateSet((eb) => ({
					lessonSlug: eb.ref('excluded.lessonSlug'),
					headingId: eb.ref('excluded.headingId'),
					savedAt: eb.ref('excluded.savedAt')
				}))
				.where((eb) =>
					eb.or([
						eb('readingPlace.lessonSlug', '<>', eb.ref('excluded.lessonSlug')),
						eb('readingPlace.headingId', 'is distinct from', eb.ref('excluded.headingId'))
					])
				)
		)
		.execute();
}
