import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { gradeBookForm } from '#lib/grades/grade-forms.ts';
import { quizzesOf } from '#lib/grades/grade-book.ts';
import { getGradeBook, saveGradeBook } from '#lib/grades/server/grade-book.ts';
import { listGrades } from '#lib/grades/server/grades.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For those who answer for the group. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	const book = await getGradeBook(locals.db, group.id, course);
	const quizzes = quizzesOf(course, book);
	const asked = { groupId: group.id, courseSlug: course.slug };
	return {
		group,
		course: { slug: course.slug, title: course.title },
		book,
		quizzes,
		rows: await listGrades(locals.db, asked, book, quizzes),
		isSaved: url.searchParams.has('zapisano')
	};
};

export const actions = {
	/** For those who answer for the group. */
	zasady: async (event) => {
		const { locals, params, request } = event;
		const person = requireRole(locals, 'teacher', 'coordinator');
		const { group, course } = await getCourseOfGroup(locals, person.id, params);
		const book = await getGradeBook(locals.db, group.id, course);
		const { data, invalid } = await readForm(request, gradeBookForm(quizzesOf(course, book)));
		if (invalid) return fail(400, invalid);

		const actor = { id: person.id, address: originOf(event).address };
		try {
			await saveGradeBook(locals.db, actor, group.id, course, data);
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, '');
			return fail(status, invalid);
		}
		redirect(303, `/grupy/${group.id}/kursy/${course.slug}/oceny?zapisano`);
	}
} satisfies Actions;
