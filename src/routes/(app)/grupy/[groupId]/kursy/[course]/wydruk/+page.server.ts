import { requireRole } from '#lib/accounts/server/require.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { listPrintable, newSeed } from '#lib/print-forms/server/print-test.ts';
import { countAsked } from '#lib/quizzes/blueprint.ts';
import type { PageServerLoad } from './$types';

/** For those who answer for the group. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	return {
		group,
		course: { slug: course.slug, title: course.title },
		quizzes: listPrintable(course).map((quiz) => ({
			slug: quiz.slug,
			title: quiz.title,
			asked: countAsked(quiz),
			all: quiz.questions.length,
			newSeed: newSeed()
		}))
	};
};
