import { randomUUID } from 'node:crypto';
import type { Course } from '#lib/courses/course.ts';
import { wrongAnswer } from '../../../src/cli/demo/learn.ts';
import { shownValue } from '#lib/quizzes/answer-value.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { answerReview } from '#lib/reviews/server/answer-review.ts';
import { addReviewCards } from '#lib/reviews/server/cards.ts';
import { savePause } from '#lib/reviews/server/settings.ts';
import { getReviewsToday } from '#lib/reviews/server/today.ts';
import { dayInPoland, daysAfter } from '#lib/format.ts';
import type { Db } from '#lib/server/db/db.ts';
import { createPerson } from '../../support/people.ts';

const DAY_MS = 86_400_000;

/** Somebody with reviews behind and before them, and somebody who has a pause. */
export async function reviewWorld(db: Db, course: Course) {
	const now = new Date();
	const learner = await createPerson(db, 'Bartek Powtarzalski');
	const paused = await createPerson(db, 'Zuzia Przerwa');
	const courses = { find: (slug: string) => (slug === course.slug ? course : undefined), list: () => [course] };
	const began = new Date(now.getTime() - 20 * DAY_MS);
	await enroll(db, learner, course, began);
	for (const lesson of course.lessons) {
		await db.transaction().execute((trx) => addReviewCards(trx, { personId: learner.id, course, lesson, now: began }));
	}
	for (const daysAgo of [9, 5]) {
		const at = new Date(now.getTime() - daysAgo * DAY_MS);
		const { cards } = await getReviewsToday(db, { personId: learner.id, courses, now: at });
		for (const [index, { courseSlug, quizSlug, questionSlug, question }] of cards.entries()) {
			const value = index % 4 === 3 ? wrongAnswer(question.content) : rightAnswer(question.content);
			await answerReview(db, {
				...{ personId: learner.id, courses, courseSlug, quizSlug, questionSlug, hash: question.hash, now: at },
				...{ key: randomUUID(), confidence: null },
				given: (content, order) => shownValue(content, order, value)
			});
		}
	}
	const today = dayInPoland(now);
	await savePause(db, paused.id, { from: today, until: daysAfter(today, 14) }, now);
	return { learner, paused };
}
