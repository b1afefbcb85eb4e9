import { randomUUID } from 'node:crypto';
import { lessonPath, type Course } from '#lib/courses/course.ts';
import { dayInPoland } from '#lib/format.ts';
import type { AnswerValue, QuestionContent } from '#lib/quizzes/question.ts';
import { questionFeedbackView, questionView, type QuestionFeedbackView } from '#lib/quizzes/question-view.ts';
import { loadRevisions } from '#lib/quizzes/server/revisions.ts';
import type { Db } from '#lib/server/db/db.ts';
import { orderOf } from './answer-review.ts';
import type { CardToday } from './today.ts';

/** A card as its form shows it, without its key. */
export function showCard(
	{ courseSlug, quizSlug, questionSlug, course, place, question }: CardToday,
	key: string = randomUUID()
) {
	const { hash, content } = question;
	return {
		...{ courseSlug, quizSlug, questionSlug, hash, key },
		from: { title: place.shortTitle, courseTitle: course.title, path: lessonPath(course, place) },
		question: questionView(content, orderOf(content, key))
	};
}

/** An answer that was just kept. */
export interface KeptReview {
	title: string;
	/** Of the revision that was answered. */
	hash: string;
	feedback: QuestionFeedbackView;
	/** The day it is asked again. */
	dueOn: string;
	/** Where it can be read up; null: the lesson is no longer there. */
	lesson: { title: string; path: string } | null;
}

/** What the person answered under a key, with its explanation; undefined: nothing. */
export async function findKeptReview(
	db: Db,
	{ personId, key, courses }: { personId: string; key: string; courses: { find(slug: string): Course | undefined } }
): Promise<KeptReview | undefined> {
	const row = await db
		.selectFrom('reviewEntry as e')
		.leftJoin('reviewCard as c', (join) =>
			join
				.onRef('c.userAccountId', '=', 'e.userAccountId')
				.onRef('c.courseSlug', '=', 'e.courseSlug')
				.onRef('c.quizSlug', '=', 'e.quizSlug')
				.onRef('c.questionSlug', '=', 'e.questionSlug')
		)
		.select(['e.courseSlug', 'e.quizSlug', 'e.questionHash', 'e.value', 'e.reviewedAt', 'c.dueAt'])
		.where('e.userAccountId', '=', personId)
		.where('e.changeKey', '=', key)
		.executeTakeFirst();
	if (!row) return undefined;
	const content = (await loadRevisions(db, [row.questionHash])).get(row.questionHash) as QuestionContent;
	const value = JSON.parse(row.value) as AnswerValue;
	const course = courses.find(row.courseSlug);
	const lesson = course?.lessons.find(({ slug }) => slug === row.quizSlug);
	return {
		title: content.title,
		hash: row.questionHash,
		feedback: questionFeedbackView(content, orderOf(content, key), value),
		dueOn: dayInPoland(row.dueAt ?? row.reviewedAt),
		lesson: course && lesson ? { title: lesson.shortTitle, path: lessonPath(course, lesson) } : null
	};
}
