import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { questionView } from '#lib/quizzes/question-view.ts';
import { drawQuestions } from '#lib/quizzes/server/draw.ts';
import { withCorrections } from '#lib/regrading/server/corrections.ts';
import { getQuizOf } from '#lib/statistics/server/statistics-pages.ts';
import type { PageServerLoad } from './$types';

/** For authors: a quiz as a learner gets it, without keys. The draw follows from the address; nothing is stored. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { course } = getCourseOfAuthor(locals, params);
	const { lesson, quiz: written } = getQuizOf(course, params.quiz);
	const quiz = await withCorrections(locals.db, course.slug, written);
	const draw = Math.max(1, Math.trunc(Number(url.searchParams.get('losowanie'))) || 1);
	const { title, kind, passingPercent, timeLimitMinutes, attemptsLimit } = quiz;
	return {
		course: { slug: course.slug, title: course.title },
		quiz: { slug: lesson.slug, title, kind, passingPercent, timeLimitMinutes, attemptsLimit },
		draw,
		questions: drawQuestions(quiz, `preview:${draw}`).map(({ content, optionOrder }) =>
			questionView(content, optionOrder)
		)
	};
};
