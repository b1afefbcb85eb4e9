import { lessonPath, type Course } from '#lib/courses/course.ts';
import { AppError, notFound } from '#lib/errors.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { completionOf, percentOf, type Completion, type LearningFacts } from '../completion.ts';
import { updateCompletion, type CompletionOutcome } from './completion.ts';
import { isEnrolled } from './enrollment.ts';
import { getLearningFacts } from './facts.ts';

/** One lesson of a course as a person has it. */
export interface ProgressStep {
	lessonSlug: string;
	isRead: boolean;
	/** null: the lesson has no quiz. */
	quiz: {
		kind: 'practice' | 'test';
		passingPercent: number;
		/** null: never graded. */
		bestPercent: number | null;
		isPassed: boolean;
	} | null;
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
}

/** How far a person is in a course, in one query. */
export async function getCourseProgress(db: Db, personId: string, course: Course): Promise<CourseProgress> {
	return describeProgress(course, await getLearningFacts(db, personId, course.slug));
}

/** The same from facts already at hand. */
export function describeProgress(course: Course, facts: LearningFacts): CourseProgress {
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
					passingPercent: quiz.passingPercent,
					bestPercent: result ? percentOf(result.bestScore, result.bestMaxScore) : null,
					isPassed: result?.isPassed ?? false
				}
			};
		}),
		next: nextLesson && {
			title: nextLesson.shortTitle,
			path: place?.lessonSlug === nextLesson.slug ? place.path : lessonPath(course, nextLesson)
		},
		place
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
 * @throws AppError 409 when the person is not enrolled: reading alone puts nobody on a course
 */
export async function markLessonRead(
	db: Db,
	facts: { personId: string; course: Course; lessonSlug: string; issuer: string; now?: Date }
): Promise<CompletionOutcome> {
	const { personId, course, lessonSlug, issuer, now = new Date() } = facts;
	if (!course.lessons.some((lesson) => lesson.slug === lessonSlug)) throw notFound('lekcja');
	return inTransaction(db, async (trx) => {
		if (!(await isEnrolled(trx, personId, course.slug))) throw notEnrolled();
		await trx
			.insertInto('lessonProgress')
			.values({ userAccountId: personId, courseSlug: course.slug, lessonSlug, readAt: now.toISOString() })
			.onConflict((conflict) => conflict.columns(['userAccountId', 'courseSlug', 'lessonSlug']).doNothing())
			.execute();
		return updateCompletion(trx, { personId, course, now, issuer });
	});
}

const notEnrolled = () =>
	new AppError(409, 'not_enrolled', 'Najpierw zapisz się na kurs na jego stronie, a potem oznacz lekcję.');
