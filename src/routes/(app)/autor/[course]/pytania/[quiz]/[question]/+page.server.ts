import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { getQuestionPage } from '#lib/authoring/server/question-page.ts';
import type { PageServerLoad } from './$types';

/** For authors: a question with its key, what is known of it and what became of it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { person, course } = getCourseOfAuthor(locals, params);
	const compared = { from: url.searchParams.get('z'), to: url.searchParams.get('na') };
	const asked = { place: params.quiz, questionId: params.question, compared };
	return {
		course: { slug: course.slug, title: course.title },
		question: await getQuestionPage(locals.db, person.id, course, asked)
	};
};
