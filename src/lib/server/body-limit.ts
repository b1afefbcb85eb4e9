import { AppError } from '../errors.ts';

/** What forms and scripts may send. Only pages that take large files may take more. */
export const USUAL_BODY_BYTES = 512 * 1024;
/** What the server takes at all: the largest file with the page around it. */
export const LARGEST_BODY_BYTES = 12 * 1024 * 1024;

/**
 * The request with a body of at most so many bytes: whoever reads more gets an AppError 413. One of a known, small size
 * stays as it is. What is too much is still received and thrown away: cutting the connection would cut the answer too.
 */
export function limitBody(request: Request, most: number): Request {
	const { body } = request;
	if (!body || Number(request.headers.get('content-length') ?? Infinity) <= most) return request;
	const reader = body.getReader();
	let taken = 0;
	const counted = new ReadableStream<Uint8Array>({
		async pull(controller) {
			const { done, value } = await reader.read();
			if (done) return controller.close();
			taken += value.byteLength;
			if (taken <= most) return controller.enqueue(value);
			controller.error(tooLarge());
			await throwAway(reader);
		}
	});
	return new Request(request, { body: counted, duplex: 'half' } as RequestInit);
}

async function throwAway(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
	try {
		while (!(await reader.read()).done);
	} catch {
		// The sender went away, or sends without end: the server has its own limit for that.
	}
}

const tooLarge = () =>
	new AppError(
		413,
		'too_large',
		'Wysłano za dużo danych naraz. Wróć, zmniejsz plik albo skróć tekst i spróbuj ponownie.'
	);
