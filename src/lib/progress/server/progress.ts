import { lessonPath, type Course } from '#lib/courses/course.ts';
import { AppError, notFound } from '#lib/errors.ts';
import type { QuizKind } from '#lib/quizzes/quiz.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { addReviewCards } from '#lib/reviews/server/cards.ts';
import { passingPercentOf, type AssignmentRules } from '#lib/groups/assignment.ts';
import { completionOf, percentOf, type Completion, type LearningFacts } from '../completion.ts';
import { gateOf, lessonToFinishFirst, lockedBehind, type Gate } from '../gate.ts';
import { updateCompletion, type CompletionOutcome } from './completion.ts';
import { getLearningFacts } from './facts.ts';

/** One lesson of a course as a person has it. */
export interface ProgressStep {
	lessonSlug: string;
	isRead: boolean;
	/** null: the lesson has no quiz. */
	quiz: {
		kind: QuizKind;
		/** null: nothing to pass. */
		passingPercent: number | null;
		/** null: never graded. */
		bestPercent: number | null;
		isPassed: boolean;
	} | null;
	/** The group's order is locked, and a lesson before this one is still to be done. */
	isLocked: boolean;
	/** What keeps the quiz closed; null: nothing, or there is no quiz. */
	gate: Gate | null;
}

export interface CourseProgress extends Omit<Completion, 'nextLesson'> {
	isEnrolled: boolean;
	enrolledAt: string | null;
	completedAt: string | null;
	/** In the order of the lessons. */
	steps: ProgressStep[];
	/** Where to go on, at the very place where reading stopped there; null when nothing is left. */
	next: { title: string; path: string } | null;
	/** Where reading stopped, as long as that lesson is there. */
	place: { title: string; path: string; lessonSlug: string; headingId: string | null } | null;
	/** The rules of the person's group for this course; null: learning without a group. */
	assignment: AssignmentRules | null;
}

/** How far a person is in a course, in one query. */
export async function getCourseProgress(
	db: Db,
	personId: string,
	course: Course,
	now: Date = new Date()
): Promise<CourseProgress> {
	return describeProgress(course, await getLearningFacts(db, personId, course.slug), now);
}

/** The same from facts already at hand. */
export function describeProgress(course: Course, facts: LearningFacts, now: Date): CourseProgress {
	const { nextLesson, ...completion } = completionOf(course, facts);
	const place = placeIn(course, facts);
	return {
		...completion,
		isEnrolled: facts.enrolledAt !== null,
		enrolledAt: facts.enrolledAt,
		completedAt: facts.completedAt,
		steps: course.lessons.map(({ slug, quiz }) => {
			const result = facts.quizzes.get(slug);
			return {
				lessonSlug: slug,
				isRead: facts.readLessons.has(slug),
				quiz: quiz && {
					kind: quiz.kind,
					passingPercent: passingPercentOf(quiz, facts.assignment),
					bestPercent: result ? percentOf(result.bestScore, result.bestMaxScore) : null,
					isPassed: result?.isPassed ?? false
				},
				isLocked: lessonToFinishFirst(course, facts, slug) !== null,
				gate: quiz && gateOf(course, facts, slug, now)
			};
		}),
		next: nextLesson && {
			title: nextLesson.shortTitle,
			path: place?.lessonSlug === nextLesson.slug ? place.path : lessonPath(course, nextLesson)
		},
		place,
		assignment: facts.assignment
	};
}

function placeIn(course: Course, { place }: LearningFacts): CourseProgress['place'] {
	const lesson = place && course.lessons.find(({ slug }) => slug === place.lessonSlug);
	if (!lesson) return null;
	const anchor = place.headingId === null ? '' : `#${place.headingId}`;
	return { ...place, title: lesson.shortTitle, path: lessonPath(course, lesson) + anchor };
}

/**
 * Notes that a person has read a lesson, and completes the course if that was the last thing missing. A second time
 * changes nothing.
 * @throws AppError 409 when the person is not enrolled (reading alone puts nobody on a course), or when the person's
 * group has the order locked and a lesson before is not done
 */
export async function markLessonRead(
	db: Db,
	facts: { personId: string; course: Course; lessonSlug: string; issuer: string; now?: Date }
): Promise<CompletionOutcome> {
	const { personId, course, lessonSlug, issuer, now = new Date() } = facts;
	const lesson = course.lessons.find(({ slug }) => slug === lessonSlug);
	if (!lesson) throw notFound('lekcja');
	return inTransaction(db, async (trx) => {
		const learned = await getLearningFacts(trx, personId, course.slug);
		if (learned.enrolledAt === null) throw notEnrolled();
		const first = lessonToFinishFirst(course, learned, lessonSlug);
		if (first && !learned.readLessons.has(lessonSlug)) throw lockedBehind(first.shortTitle);
		await trx
			.insertInto('lessonProgress')
			.values({ userAccountId: personId, courseSlug: course.slug, lessonSlug, readAt: now.toISOString() })
			.onConflict((conflict) => conflict.columns(['userAccountId', 'courseSlug', 'lessonSlug']).doNothing())
			.execute();
		await addReviewCards(trx, { personId, course, lesson, now });
		return updateCompletion(trx, { personId, course, now, issuer });
	});
}

const notEnrolled = () =>
	new AppError(409, 'not_enrolled', 'Najpierw zapisz się na kurs na jego stronie, a potem oznacz lekcję.');
