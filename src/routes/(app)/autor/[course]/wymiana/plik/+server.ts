import { getCourseOfAuthor } from '#lib/authoring/server/course-of-author.ts';
import { handedFile } from '#lib/exchange/server/handed-markdown.ts';
import { attachment } from '#lib/server/attachment.ts';
import { readFormData } from '#lib/server/forms.ts';
import type { RequestHandler } from './$types';

/** For authors: the Markdown of the preview as a file. Nothing is kept between the two. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const { course } = getCourseOfAuthor(locals, params);
	const { bytes, name } = handedFile(await readFormData(request));
	return new Response(Buffer.from(bytes), {
		headers: {
			'content-type': name.endsWith('.md') ? 'text/markdown; charset=utf-8' : 'application/zip',
			'content-disposition': attachment(`${course.slug} ${name}`),
			'cache-control': 'no-store'
		}
	});
};
