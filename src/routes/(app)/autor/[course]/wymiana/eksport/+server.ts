import { redirect } from '@sveltejs/kit';
import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { EXPORT_FORMATS, isExportFormat } from '#lib/exchange/export-formats.ts';
import { exportQuestions, ownQuestions } from '#lib/exchange/server/export-questions.ts';
import { attachment } from '#lib/server/attachment.ts';
import type { RequestHandler } from './$types';

/** For authors: questions of the bank or of one quiz, keys included, for another system; chosen on the page above. */
export const GET: RequestHandler = ({ locals, params, url }) => {
	const { course } = getCourseOfAuthor(locals, params);
	const format = url.searchParams.get('format');
	const set = url.searchParams.get('zbior') ?? '';
	const questions = ownQuestions(course, set);
	if (!isExportFormat(format) || !questions) redirect(303, `/autor/${course.slug}/wymiana#eksport`);
	const { contentType, ending } = EXPORT_FORMATS[format];
	return new Response(Buffer.from(exportQuestions(course, questions, format)), {
		headers: {
			'content-type': contentType,
			'content-disposition': attachment(`${course.slug} ${set}.${ending}`),
			'cache-control': 'no-store'
		}
	});
};
