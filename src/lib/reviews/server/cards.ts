import type { Course, Lesson } from '#lib/courses/course.ts';
import { dayInPoland, daysAfter, startOfDayInPoland } from '#lib/format.ts';
import type { Trx } from '#lib/server/db/db.ts';
import { reviewableQuestions } from './reviewable.ts';

/**
 * Makes the practice questions of a lesson the person's cards, first asked tomorrow. To be called in the transaction
 * that wrote that the lesson is done; a second time changes nothing.
 */
export async function addReviewCards(
	trx: Trx,
	{ personId, course, lesson, now }: { personId: string; course: Course; lesson: Lesson; now: Date }
): Promise<void> {
	const questions = reviewableQuestions(course, lesson);
	if (questions.length === 0) return;
	const dueAt = startOfDayInPoland(daysAfter(dayInPoland(now), 1));
	await trx
		.insertInto('reviewCard')
		.values(
			questions.map(({ id }) => ({
				userAccountId: personId,
				courseSlug: course.slug,
				quizSlug: lesson.slug,
				questionSlug: id,
				addedAt: now.toISOString(),
				dueAt,
				lastReviewedAt: null,
				memory: 'null',
				stability: null
			}))
		)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
