import { notFound } from '#lib/errors.ts';
import type { RequestHandler } from './$types';

/** For authors at work: the edition of the courses, now and each time they were read again. Only where files are watched. */
export const GET: RequestHandler = ({ locals }) => {
	const { preview } = locals.courses;
	if (!preview) throw notFound('strona');
	let stop: () => void;
	const events = new ReadableStream<Uint8Array>({
		start: (controller) => {
			const send = () => controller.enqueue(new TextEncoder().encode(`data: ${preview.edition()}\n\n`));
			send();
			stop = preview.onChange(send);
		},
		cancel: () => stop()
	});
	return new Response(events, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
};
