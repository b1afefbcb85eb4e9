import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { refreshStatistics } from '#lib/statistics/server/refresh.ts';
import { listShownQuizzes } from '#lib/statistics/server/shown-statistics.ts';
import { getQuizOf, listQuestionViews } from '#lib/statistics/server/statistics-pages.ts';
import type { Actions, PageServerLoad } from './$types';

/** For authors: how the questions of a quiz behave. Keys can be told from what is shown here. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { person, course } = getCourseOfAuthor(locals, params);
	const { lesson, quiz } = getQuizOf(course, params.quiz);
	const [stored] = await listShownQuizzes(locals.db, person.id, course.slug, lesson.slug);
	return {
		course: { slug: course.slug, title: course.title },
		quiz: { slug: lesson.slug, title: quiz.title, kind: quiz.kind, isDrawn: quiz.draw !== null },
		stored: stored ?? null,
		questions: await listQuestionViews(locals.db, person.id, course, { slug: lesson.slug, quiz })
	};
};

export const actions = {
	/** For authors: measures the quiz now and not when its turn comes. */
	policz: async ({ locals, params }) => {
		const { course } = getCourseOfAuthor(locals, params);
		const { lesson, quiz } = getQuizOf(course, params.quiz);
		const of = { courseSlug: course.slug, quizSlug: lesson.slug, kind: quiz.kind };
		return { isRefreshed: await refreshStatistics(locals.app, of, new Date()) };
	}
} satisfies Actions;
