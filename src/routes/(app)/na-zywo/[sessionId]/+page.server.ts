import { fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { getSessionOfLearner, saveLiveAnswer } from '#lib/live/server/answers.ts';
import { seatView } from '#lib/live/server/views.ts';
import { answerInForm, textFields } from '#lib/quizzes/answer-form.ts';
import { readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For learners of the group. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const person = requirePerson(locals);
	const session = await getSessionOfLearner(locals.db, person.id, params.sessionId, new Date());
	return {
		sessionId: session.id,
		isLate: url.searchParams.has('za-pozno'),
		seat: await seatView(locals.db, session, person.id)
	};
};

export const actions = {
	/** For learners of the group. */
	odpowiedz: async ({ locals, params, request }) => {
		const person = requirePerson(locals);
		const form = await readFormData(request);
		const position = Number(form.get('position'));
		const outcome = await saveLiveAnswer(
			locals.db,
			person.id,
			params.sessionId,
			{ position, given: (content, order) => answerInForm(content, order, position, form) },
			new Date()
		);
		if (outcome.state === 'refused') return fail(400, { message: outcome.message, position, fields: textFields(form) });
		redirect(303, `/na-zywo/${params.sessionId}${outcome.state === 'late' ? '?za-pozno' : ''}`);
	}
} satisfies Actions;
