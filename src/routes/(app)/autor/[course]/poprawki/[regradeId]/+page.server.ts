import { fail, redirect } from '@sveltejs/kit';
import { isOwnPassword } from '#lib/accounts/server/password-change.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { WRONG_PASSWORD } from '#lib/privacy/erase-form.ts';
import { UndoForm } from '#lib/regrading/regrade-form.ts';
import { carryOn } from '#lib/regrading/server/carry-on.ts';
import { findPlaceInFile } from '#lib/regrading/place-in-file.ts';
import { orderUndo } from '#lib/regrading/server/order.ts';
import { getRegrade } from '#lib/regrading/server/regrades.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const WORK_MS = 4_000;

/** For authors: what a correction did and how far it is. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { course } = getCourseOfAuthor(locals, params);
	const regrade = await getRegrade(locals.db, course.slug, params.regradeId);
	return {
		course: { slug: course.slug, title: course.title },
		regrade,
		place: findPlaceInFile(course, regrade)
	};
};

export const actions = {
	/** Gives everybody their old results back, after the password. */
	cofnij: async (event) => {
		const { locals, params, request } = event;
		const { person, course } = getCourseOfAuthor(locals, params);
		const { data, invalid } = await readForm(request, UndoForm);
		if (invalid) return fail(400, invalid);
		const { regradeId } = params;
		try {
			if (!(await isOwnPassword(locals.db, person.id, data.currentPassword)))
				return fail(400, invalidForm({}, { currentPassword: WRONG_PASSWORD }));
			await orderUndo(locals.db, { id: person.id, ...originOf(event) }, { courseSlug: course.slug, regradeId });
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, 'currentPassword');
			return fail(status, invalid);
		}
		const grading = { courses: locals.courses, issuer: locals.app.settings.operator.name, now: new Date() };
		try {
			await carryOn(locals.db, regradeId, grading, Date.now() + WORK_MS);
		} catch (error) {
			console.error(`Undoing regrade ${regradeId} goes on as a job:`, error);
		}
		redirect(303, `/autor/${course.slug}/poprawki/${regradeId}`);
	}
} satisfies Actions;
