import { fail } from '@sveltejs/kit';
import { countUse } from '#lib/accounts/server/throttle.ts';
import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { AppError } from '#lib/errors.ts';
import { lostInExport, ownQuestions, questionSets } from '#lib/exchange/server/export-questions.ts';
import { EXPORT_FORMATS, isExportFormat } from '#lib/exchange/export-formats.ts';
import { PREVIEW_RULE } from '#lib/exchange/server/exchange-limits.ts';
import { presentQuestions } from '#lib/exchange/server/present-question.ts';
import { previewInProcess } from '#lib/exchange/server/preview-in-process.ts';
import { readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For authors: questions in from other systems, and out to them. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const { course } = getCourseOfAuthor(locals, params);
	const { slug, title } = course;
	const format = url.searchParams.get('format');
	const set = url.searchParams.get('zbior') ?? '';
	const questions = ownQuestions(course, set);
	const chosen =
		isExportFormat(format) && questions
			? { set, format, count: questions.length, lost: lostInExport(questions, format) }
			: null;
	const formats = Object.entries(EXPORT_FORMATS).map(([value, { label }]) => ({ value, label }));
	return { course: { slug, title }, sets: questionSets(course), formats, chosen };
};

export const actions = {
	podglad: async ({ locals, params, request }) => {
		const { person, course } = getCourseOfAuthor(locals, params);
		const file = (await readFormData(request)).get('plik');
		if (!(file instanceof File) || file.size === 0) return fail(400, { error: 'Wybierz plik z\u00a0pytaniami.' });
		try {
			await countUse(locals.db, `exchange:${person.id}`, PREVIEW_RULE);
			return { preview: await previewInProcess(new Uint8Array(await file.arrayBuffer()), presentQuestions(course)) };
		} catch (error) {
			const isTold = error instanceof AppError && ['unreadable_exchange', 'too_many_tries'].includes(error.code);
			if (isTold) return fail(error.status, { error: error.message });
			throw error;
		}
	}
} satisfies Actions;
