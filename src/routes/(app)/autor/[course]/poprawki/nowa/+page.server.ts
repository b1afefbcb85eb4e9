import { fail, redirect } from '@sveltejs/kit';
import { isOwnPassword } from '#lib/accounts/server/password-change.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { WRONG_PASSWORD } from '#lib/privacy/erase-form.ts';
import { ApplyForm, RegradeForm } from '#lib/regrading/regrade-form.ts';
import { carryOn } from '#lib/regrading/server/carry-on.ts';
import { orderRegrade } from '#lib/regrading/server/order.ts';
import { previewRegrade } from '#lib/regrading/server/preview.ts';
import { chooseRevision, getRegradableQuestion, waysFor } from '#lib/regrading/server/question-revisions.ts';
import { readIntention } from '#lib/regrading/server/read-intention.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** How long a request works at the attempts itself; the rest is a job's. */
const WORK_MS = 4_000;

async function chosen(
	{ locals, url }: Pick<RequestEvent, 'locals' | 'url'>,
	course: Parameters<typeof getRegradableQuestion>[1]
) {
	const [quizSlug, questionId] = [url.searchParams.get('quiz'), url.searchParams.get('pytanie')];
	if (!quizSlug || !questionId) return null;
	const question = await getRegradableQuestion(locals.db, course, { quizSlug, questionId });
	return { question, revision: chooseRevision(question, url.searchParams.get('wersja')) };
}

/** For authors: a question with its key, to put it right; without a question, the questions to choose from. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { course } = getCourseOfAuthor(locals, params);
	const found = await chosen({ locals, url }, course);
	const quizzes = course.lessons.flatMap(({ slug, quiz }) =>
		quiz
			? [
					{
						slug,
						title: quiz.title,
						questions: quiz.questions.map(({ id, content }) => ({ id, title: content.title }))
					}
				]
			: []
	);
	return {
		course: { slug: course.slug, title: course.title },
		quizzes: found ? [] : quizzes,
		quizTitles: Object.fromEntries(quizzes.map(({ slug, title }) => [slug, title])),
		found: found && { ...found, ways: waysFor(found.question, found.revision) }
	};
};

/** The text fields of a form as the page shows them again; passwords are never among them. */
const textsOf = (data: Record<string, unknown>) =>
	invalidForm(
		Object.fromEntries(Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
		{}
	).values;

async function meant(event: RequestEvent, data: RegradeForm) {
	const { course } = getCourseOfAuthor(event.locals, event.params);
	const found = await chosen(event, course);
	if (!found) redirect(303, `/autor/${course.slug}/poprawki/nowa`);
	const order = await readIntention(event.locals.db, course, found.question, found.revision, data);
	return { course, order };
}

export const actions = {
	/** Shows what would change; writes nothing. */
	podglad: async (event) => {
		getCourseOfAuthor(event.locals, event.params);
		const { data, invalid } = await readForm(event.request, RegradeForm);
		if (invalid) return fail(400, invalid);
		const { order } = await meant(event, data);
		const values = textsOf(data);
		if ('field' in order) return fail(400, invalidForm(values, { [order.field]: order.message }));
		const preview = await previewRegrade(event.locals.db, order.intention, new Date().toISOString());
		return { values, errors: [], preview };
	},

	/** Puts the correction in force after the password, and begins to change results. */
	zatwierdz: async (event) => {
		const { locals, request } = event;
		const { person } = getCourseOfAuthor(locals, event.params);
		const { data, invalid } = await readForm(request, ApplyForm);
		if (invalid) return fail(400, invalid);
		const { course, order } = await meant(event, data);
		const values = textsOf(data);
		if ('field' in order) return fail(400, invalidForm(values, { [order.field]: order.message }));
		let id: string;
		try {
			const { currentPassword } = data;
			if (currentPassword === '' || !(await isOwnPassword(locals.db, person.id, currentPassword))) {
				const preview = await previewRegrade(locals.db, order.intention, data.chwila);
				return fail(400, {
					...invalidForm(values, { currentPassword: currentPassword === '' ? 'Wpisz swoje hasło.' : WRONG_PASSWORD }),
					preview
				});
			}
			const seen = { fingerprint: data.odcisk, closedUntil: data.chwila };
			id = await orderRegrade(locals.db, { id: person.id, ...originOf(event) }, { ...order, seen });
		} catch (error) {
			const { status, invalid } = refusalOf(error, values, 'sposob');
			return fail(status, invalid);
		}
		await begin(event, id);
		redirect(303, `/autor/${course.slug}/poprawki/${id}`);
	}
} satisfies Actions;

/** What fails or takes too long here goes on by itself. */
async function begin({ locals }: RequestEvent, regradeId: string) {
	const grading = { courses: locals.courses, issuer: locals.app.settings.operator.name, now: new Date() };
	try {
		await carryOn(locals.db, regradeId, grading, Date.now() + WORK_MS);
	} catch (error) {
		console.error(`Regrade ${regradeId} goes on as a job:`, error);
	}
}
