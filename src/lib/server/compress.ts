import { promisify } from 'node:util';
import { constants, crc32, deflateRawSync, gzip } from 'node:zlib';

const gzipLater = promisify(gzip);
/** Below this a compressed answer fits the same packet. */
const LEAST_BYTES = 1_400;
/** The frame of a prepared page is compressed on every request, its text once. Little memory is quickly cleared. */
const FRAME = { level: 2, windowBits: 14, memLevel: 7 };
const PAGE_LEVEL = 5;
/** A board of a thousand people: a tenth of its size in the time that the request can spare. */
const QUICK_LEVEL = 1;
// A stream of events has no end to wait for.
const COMPRESSIBLE = /^(?:text\/(?!event-stream)|image\/svg\+xml|application\/json)/;
/** Deflate, no name, no time, an unknown system. */
const GZIP_HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);

/** Whether a browser can read gzip; all can, a test or a tool may not. */
export const acceptsGzip = (request: Request): boolean =>
	/(?:^|[,\s])gzip(?![\w-])(?!\s*;\s*q=0(?:\.0*)?(?:,|\s|$))/.test(request.headers.get('accept-encoding') ?? '');

const deflated = new WeakMap<Uint8Array, Buffer>();

/**
 * A page whose large part was prepared at start, as the pieces of one gzip file. That part is compressed well, once, for itself:
 * pieces of deflate that end on a whole byte and look back at nothing may stand one after the other. A request pays for
 * the small frame and a checksum only.
 * @param isKept false: what was prepared does not come again and is compressed quickly
 */
export function gzipAround(before: Buffer, prepared: Uint8Array, after: Buffer, isKept: boolean): Uint8Array[] {
	const tail = Buffer.alloc(8);
	tail.writeUInt32LE(crc32(after, crc32(prepared, crc32(before))), 0);
	tail.writeUInt32LE(before.length + prepared.length + after.length, 4);
	return [
		GZIP_HEAD,
		deflateRawSync(before, { ...FRAME, finishFlush: constants.Z_FULL_FLUSH }),
		isKept ? deflatedWell(prepared) : deflatePiece(prepared, QUICK_LEVEL),
		deflateRawSync(after, FRAME),
		tail
	];
}

const deflatePiece = (piece: Uint8Array, level: number) =>
	deflateRawSync(piece, { level, finishFlush: constants.Z_FULL_FLUSH });

function deflatedWell(prepared: Uint8Array): Buffer {
	let known = deflated.get(prepared);
	if (!known) deflated.set(prepared, (known = deflatePiece(prepared, 9)));
	return known;
}

/** The answer, compressed off the main thread if it is worth it and not compressed yet. */
export async function gzipAnswer(answer: Response): Promise<Response> {
	const { headers } = answer;
	const isText = COMPRESSIBLE.test(headers.get('content-type') ?? '');
	// A part of a file must stay that part; a download may be large and is streamed.
	const isStreamed = answer.status === 206 || headers.has('content-disposition');
	if (!isText || isStreamed || answer.body === null || headers.has('content-encoding')) return answer;
	const body = Buffer.from(await answer.arrayBuffer());
	if (body.length < LEAST_BYTES) return new Response(body, answer);
	return asGzip(new Response(await gzipLater(body, { level: PAGE_LEVEL }), answer));
}

/** Says that the body is gzip. What named the plain bytes no longer holds. */
export function asGzip(answer: Response): Response {
	answer.headers.set('content-encoding', 'gzip');
	answer.headers.append('vary', 'accept-encoding');
	answer.headers.delete('etag');
	answer.headers.delete('content-length');
	return answer;
}
