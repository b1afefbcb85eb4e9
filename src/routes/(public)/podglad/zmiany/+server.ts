import { notFound } from '#lib/errors.ts';
import type { RequestHandler } from './$types';

const encoded = (text: string) => new TextEncoder().encode(text);

/** For authors at work: one event each time a course was read again. Exists only where files are watched. */
export const GET: RequestHandler = ({ locals }) => {
	const { preview } = locals.courses;
	if (!preview) throw notFound('strona');
	let stop: () => void;
	const events = new ReadableStream<Uint8Array>({
		start: (controller) => {
			// The answer begins with its first byte.
			controller.enqueue(encoded(': podgląd\n\n'));
			stop = preview.onChange(() => controller.enqueue(encoded('data: zmiana\n\n')));
		},
		cancel: () => stop()
	});
	return new Response(events, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
};
