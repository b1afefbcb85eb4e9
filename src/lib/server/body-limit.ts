import { AppError } from '../errors.ts';

/** What forms and scripts may send. Only pages that take large files may take more. */
export const USUAL_BODY_BYTES = 512 * 1024;
/** What the server takes at all: the largest file with the page around it. */
export const LARGEST_BODY_BYTES = 12 * 1024 * 1024;

/** The request with a body of at most so many bytes: whoever reads more gets an AppError 413. One of a known, small size stays as it is. */
export function limitBody(request: Request, most: number): Request {
	const { body } = request;
	if (!body || Number(request.headers.get('content-length') ?? Infinity) <= most) return request;
	let taken = 0;
	const counted = body.pipeThrough(
		new TransformStream<Uint8Array, Uint8Array>({
			transform(chunk, controller) {
				taken += chunk.byteLength;
				if (taken > most) controller.error(tooLarge());
				else controller.enqueue(chunk);
			}
		})
	);
	return new Request(request, { body: counted, duplex: 'half' } as RequestInit);
}

const tooLarge = () =>
	new AppError(
		413,
		'too_large',
		'Wysłano za dużo danych naraz. Wróć, zmniejsz plik albo skróć tekst i spróbuj ponownie.'
	);
