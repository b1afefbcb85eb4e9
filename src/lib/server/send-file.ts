import { open, stat } from 'node:fs/promises';
import { ReadableStream as Stream } from 'node:stream/web';

interface Range {
	start: number;
	/** The last byte, included. */
	end: number;
}

/**
 * The part of a file that a `Range` header asks for: null for all of it, 'unsatisfiable' for a part that is not there.
 * Several ranges at once, other units and nonsense count as all of it, as RFC 9110 allows.
 */
export function parseRange(header: string | null, size: number): Range | null | 'unsatisfiable' {
	const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
	if (first === '' && last === '') return null;
	if (first === '')
		return Number(last) > 0 && size > 0 ? { start: Math.max(0, size - Number(last)), end: size - 1 } : 'unsatisfiable';
	if (last !== '' && Number(last) < Number(first)) return null;
	if (Number(first) >= size) return 'unsatisfiable';
	return { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}

/**
 * Opens the file when the first piece is asked for and closes it when the last was, or nobody wants more. An answer that
 * is never sent (the framework makes 304 of it) opens nothing; a file left open would end the whole process.
 */
async function* readPieces(path: string, { start, end }: Range): AsyncGenerator<Uint8Array> {
	const file = await open(path);
	try {
		yield* file.createReadStream({ start, end, autoClose: false }) as AsyncIterable<Buffer>;
	} finally {
		await file.close();
	}
}

/**
 * A file from the disk, read as it is sent: memory stays flat whatever its size. Answers `Range`, so a film can be
 * played from the middle.
 * @param path absolute, known to be ours
 * @param tag names this version; a part of another version is not asked for
 * @returns 200, 206 or 416; null when there is no such file any more
 */
export async function sendFile(
	path: string,
	tag: string,
	request: Request,
	headers: Record<string, string>
): Promise<Response | null> {
	const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return null;
		throw error;
	});
	if (!found) return null;
	const { size } = found;
	const etag = `"${tag}"`;
	const isSameVersion = [null, etag].includes(request.headers.get('if-range'));
	const range = isSameVersion ? parseRange(request.headers.get('range'), size) : null;
	const common = { ...headers, etag, 'accept-ranges': 'bytes' };
	if (range === 'unsatisfiable') {
		return new Response(null, { status: 416, headers: { ...common, 'content-range': `bytes */${size}` } });
	}
	const part = range ?? { start: 0, end: size - 1 };
	const told = {
		...common,
		'content-length': String(part.end - part.start + 1),
		...(range && { 'content-range': `bytes ${part.start}-${part.end}/${size}` })
	};
	const isEmpty = request.method === 'HEAD' || size === 0;
	const body = isEmpty ? null : (Stream.from(readPieces(path, part)) as ReadableStream<Uint8Array>);
	return new Response(body, { status: range ? 206 : 200, headers: told });
}
