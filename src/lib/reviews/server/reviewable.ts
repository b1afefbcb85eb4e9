import type { Course, Lesson } from '#lib/courses/course.ts';
import type { QuestionContent } from '#lib/quizzes/question.ts';
import type { Question } from '#lib/quizzes/quiz.ts';
import { isReviewable } from '../queue.ts';

/** A question that may be asked in reviews, as the course has it now. */
export interface ReviewableQuestion extends Question {
	content: QuestionContent;
}

export interface CardPlace {
	courseSlug: string;
	quizSlug: string;
	questionSlug: string;
}

/**
 * The questions of a lesson's practice that become cards. Never those of tests, pretests or the bank: their keys are not
 * told in reviews.
 */
export function reviewableQuestions(course: Pick<Course, 'bank'>, lesson: Pick<Lesson, 'quiz'>): ReviewableQuestion[] {
	if (lesson.quiz?.kind !== 'practice') return [];
	const secret = new Set(course.bank.map(({ id }) => id));
	return lesson.quiz.questions.filter(
		(question): question is ReviewableQuestion => isReviewable(question.content) && !secret.has(question.id)
	);
}

/** The question of a card as it is now; undefined: the course no longer asks it, and the card rests. */
export function findReviewable(
	courses: { find(slug: string): Course | undefined },
	{ courseSlug, quizSlug, questionSlug }: CardPlace
): { course: Course; lesson: Lesson; question: ReviewableQuestion } | undefined {
	const course = courses.find(courseSlug);
	const lesson = course?.lessons.find(({ slug }) => slug === quizSlug);
	if (!course || !lesson) return undefined;
	const question = reviewableQuestions(course, lesson).find(({ id }) => id === questionSlug);
	return question && { course, lesson, question };
}
