import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import { shownValue } from '#lib/quizzes/answer-value.ts';
import { answerReview } from '#lib/reviews/server/answer-review.ts';
import { getReviewsToday } from '#lib/reviews/server/today.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Pace } from './cast.ts';
import { wrongAnswer } from './learn.ts';

const DAY_MS = 86_400_000;
/** Days before today on which they reviewed; something is left for today. */
const REVIEWED_DAYS_AGO = [6, 3];

/** Lets a person review what they learned, through the same functions as the pages. */
export async function review(
	db: Db,
	{ id: personId, courses }: { id: string; courses: CourseIndex },
	{ rightPercent }: Pace,
	now: Date
): Promise<void> {
	const wrongEvery = Math.round(100 / (100 - rightPercent));
	for (const daysAgo of REVIEWED_DAYS_AGO) {
		const at = new Date(now.getTime() - daysAgo * DAY_MS);
		await db.transaction().execute(async (trx) => {
			const { cards } = await getReviewsToday(trx, { personId, courses, now: at });
			for (const [index, { courseSlug, quizSlug, questionSlug, question }] of cards.entries()) {
				const isWrong = (index + 1) % wrongEvery === 0;
				await answerReview(trx, {
					...{ personId, courses, courseSlug, quizSlug, questionSlug, hash: question.hash, now: at },
					key: `demo-${daysAgo}-${index}-${personId}`.slice(0, 64),
					given: (content, order) => shownValue(content, order, isWrong ? wrongAnswer(content) : rightAnswer(content)),
					confidence: isWrong ? null : 'rather'
				});
			}
		});
	}
}
