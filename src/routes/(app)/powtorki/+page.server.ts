import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { confidenceInForm } from '#lib/confidence/confidence.ts';
import { AppError } from '#lib/errors.ts';
import { answerInForm, textFields } from '#lib/quizzes/answer-form.ts';
import { ReviewFields } from '#lib/reviews/review-form.ts';
import { answerReview } from '#lib/reviews/server/answer-review.ts';
import { listMyForecasts } from '#lib/reviews/server/forecasts.ts';
import { findKeptReview, showCard } from '#lib/reviews/server/review-page.ts';
import { listMySkills } from '#lib/reviews/server/skills.ts';
import { getReviewsToday } from '#lib/reviews/server/today.ts';
import { readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For everyone signed in: their own reviews, one question at a time. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { id: personId } = requirePerson(locals);
	const asked = { personId, courses: locals.courses, now: new Date() };
	const { cards, ...today } = await getReviewsToday(locals.db, asked);
	const key = url.searchParams.get('po');
	const [next] = cards;
	return {
		today: { ...today, left: cards.length },
		/** The answer that was just kept; undefined: none. */
		kept: key ? await findKeptReview(locals.db, { ...asked, key }) : undefined,
		state: url.searchParams.get('stan'),
		card: next ? showCard(next) : null,
		forecasts: await listMyForecasts(locals.db, asked),
		skills: await listMySkills(locals.db, asked)
	};
};

export const actions = {
	/** Keeps one answer; what it was worth is told on the next page, so that loading that again sends nothing. */
	odpowiedz: async ({ locals, request }) => {
		const { id: personId } = requirePerson(locals);
		const form = await readFormData(request);
		const fields = v.safeParse(ReviewFields, Object.fromEntries(form));
		if (!fields.success) throw new AppError(400, 'bad_review', 'Nie rozumiemy tej odpowiedzi. Wróć do powtórek.');
		const { position, ...place } = fields.output;
		const asked = { personId, courses: locals.courses, now: new Date() };
		const outcome = await answerReview(locals.db, {
			...asked,
			...place,
			given: (content, order) => answerInForm(content, order, position, form),
			confidence: confidenceInForm(form, position)
		});
		if (outcome.state === 'kept') redirect(303, `/powtorki?po=${place.key}`);
		if (outcome.state !== 'refused') redirect(303, `/powtorki?stan=${outcome.state}`);

		const { cards } = await getReviewsToday(locals.db, asked);
		const card = cards.find(
			({ courseSlug, quizSlug, questionSlug }) =>
				courseSlug === place.courseSlug && quizSlug === place.quizSlug && questionSlug === place.questionSlug
		);
		if (!card) redirect(303, '/powtorki');
		return fail(400, { card: showCard(card, place.key), fields: textFields(form), message: outcome.message });
	}
} satisfies Actions;
