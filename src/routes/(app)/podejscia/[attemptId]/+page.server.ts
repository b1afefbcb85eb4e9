import { fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { handInFromForm, takeBackFromForm } from '#lib/handins/server/hand-in-form.ts';
import { getAttemptPage } from '#lib/quizzes/server/attempt-page.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import { saveAnswerForm } from '#lib/quizzes/server/save-answer-form.ts';
import { joinInvalid, readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Whose attempt, which, and what grading needs. */
function asked({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) {
	return {
		personId: requirePerson(locals).id,
		attemptId: params.attemptId,
		courses: locals.courses,
		issuer: locals.app.settings.operator.name,
		now: new Date()
	};
}

export const load: PageServerLoad = async (event) => {
	const attempt = await getAttemptPage(event.locals.db, asked(event));
	if (attempt.kind === 'practice') redirect(303, `${attempt.lessonPath ?? '/moje'}#sprawdz-sie`);
	return { attempt, isEnding: attempt.isOpen && event.url.searchParams.get('krok') === 'koniec' };
};

/** Answers, then files: each kept by itself. */
async function save(event: RequestEvent, form: FormData) {
	const { locals } = event;
	const given = { ...asked(event), form };
	const answers = await saveAnswerForm(locals.db, locals.app.answers, given);
	return joinInvalid(answers, await handInFromForm(locals.db, given));
}

const pageOf = ({ params }: RequestEvent) => `/podejscia/${params.attemptId}`;

/** Who decided in a case goes on with it: the place of its question, or nothing. */
function decidedCase(form: FormData): string {
	const question = form.get('sprawa');
	return typeof question === 'string' && /^q\d+$/.test(question) ? `#${question}` : '';
}

export const actions = {
	save: async (event) => {
		const form = await readFormData(event.request);
		const invalid = await save(event, form);
		if (invalid) return fail(400, invalid);
		redirect(303, `${pageOf(event)}?zapisano=tak${decidedCase(form)}`);
	},

	/** Saves, and takes one file back. */
	takeBack: async (event) => {
		const given = { ...asked(event), form: await readFormData(event.request) };
		const invalid = await saveAnswerForm(event.locals.db, event.locals.app.answers, given);
		await takeBackFromForm(event.locals.db, given);
		if (invalid) return fail(400, invalid);
		redirect(303, `${pageOf(event)}?zapisano=tak`);
	},

	/** Saves and asks once more before the end. */
	review: async (event) => {
		const invalid = await save(event, await readFormData(event.request));
		if (invalid) return fail(400, invalid);
		redirect(303, `${pageOf(event)}?krok=koniec`);
	},

	finish: async (event) => {
		await submitAttempt(event.locals.db, asked(event));
		redirect(303, pageOf(event));
	}
} satisfies Actions;
