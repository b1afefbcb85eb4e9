import type { Confidence } from '#lib/confidence/confidence.ts';
import type { Course } from '#lib/courses/course.ts';
import { dayInPoland, startOfDayInPoland } from '#lib/format.ts';
import { gradeAnswer, maxScoreOf } from '#lib/quizzes/grade.ts';
import { readPracticeAnswer } from '#lib/quizzes/practice-answer.ts';
import { storeRevisions } from '#lib/quizzes/server/revisions.ts';
import { seededRandom } from '#lib/quizzes/server/seeded-random.ts';
import type { QuestionContent } from '#lib/quizzes/question.ts';
import { kindOf } from '#lib/quizzes/types/registry.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { correctedCourses } from '#lib/regrading/server/corrected-course.ts';
import { rateAnswer } from '../rating.ts';
import { scheduleReview, type Memory } from '../scheduler.ts';
import { findReviewable, type CardPlace } from './reviewable.ts';

/** The order of options follows from the key of the page, so that the form need not carry it. */
export const orderOf = (content: QuestionContent, key: string): number[] =>
	kindOf(content).orderOptions(content, seededRandom(key).shuffle);

export interface GivenReview extends CardPlace {
	personId: string;
	courses: { find(slug: string): Course | undefined };
	/** Made by the page: the same key twice is one review. */
	key: string;
	/** The revision the page showed. */
	hash: string;
	/** Takes the answer out of the form. */
	given: (content: QuestionContent, order: number[]) => unknown;
	confidence: Confidence | null;
	now: Date;
}

/**
 * What became of an answer. `kept`: stored under its key; `refused`: `message` says what to mend; `answered`: another
 * page was first, and the first answer counts; `changed`: the course asks it otherwise by now, or no longer.
 */
export type ReviewOutcome =
	{ state: 'kept' | 'answered' | 'changed'; message?: undefined } | { state: 'refused'; message: string };

/** Keeps the answer to a card that is due and moves the card to the day it comes back, in one transaction. */
export async function answerReview(db: Db, review: GivenReview): Promise<ReviewOutcome> {
	const { personId, courseSlug, quizSlug, questionSlug, key, now } = review;
	return inTransaction(db, async (trx) => {
		const card = await lockCard(trx, review);
		if (await isKept(trx, personId, key)) return { state: 'kept' };
		if (card && card.dueAt > now.toISOString()) return { state: 'answered' };
		const courses = await correctedCourses(trx, review.courses, [courseSlug]);
		const question = findReviewable(courses, review)?.question;
		if (!card || question?.hash !== review.hash) return { state: 'changed' };
		const order = orderOf(question.content, key);
		const read = readPracticeAnswer(question.content, order, review.given(question.content, order));
		if (read.message !== undefined) return { state: 'refused', message: read.message };

		const score = gradeAnswer(question.content, read.value);
		const maxScore = maxScoreOf(question.content);
		const rating = rateAnswer({ score, maxScore, confidence: review.confidence });
		const next = scheduleReview(JSON.parse(card.memory) as Memory | null, rating, dayInPoland(now));
		await storeRevisions(trx, { questions: [question], courseSlug, now });
		await trx
			.insertInto('reviewEntry')
			.values({
				userAccountId: personId,
				changeKey: key,
				courseSlug,
				quizSlug,
				questionSlug,
				questionHash: question.hash,
				value: JSON.stringify(read.value),
				isRight: score === maxScore ? 1 : 0,
				rating,
				reviewedAt: now.toISOString()
			})
			.execute();
		await trx
			.updateTable('reviewCard')
			.set({
				dueAt: startOfDayInPoland(next.dueOn),
				lastReviewedAt: now.toISOString(),
				memory: JSON.stringify(next.memory),
				stability: Math.max(1, Math.round(next.stability * 100))
			})
			.where((eb) => eb.and({ userAccountId: personId, courseSlug, quizSlug, questionSlug }))
			.execute();
		return { state: 'kept' };
	});
}

/** Two pages that answer the same card wait for each other. */
function lockCard(trx: Trx, { personId, courseSlug, quizSlug, questionSlug }: GivenReview) {
	return trx
		.updateTable('reviewCard')
		.set((eb) => ({ addedAt: eb.ref('addedAt') }))
		.where((eb) => eb.and({ userAccountId: personId, courseSlug, quizSlug, questionSlug }))
		.returning(['dueAt', 'memory'])
		.executeTakeFirst();
}

async function isKept(trx: Trx, personId: string, key: string): Promise<boolean> {
	const row = await trx
		.selectFrom('reviewEntry')
		.select('changeKey')
		.where('userAccountId', '=', personId)
		.where('changeKey', '=', key)
		.executeTakeFirst();
	return row !== undefined;
}
