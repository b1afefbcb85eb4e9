import { attachment } from '#lib/server/attachment.ts';
import type { HandedFile } from './handed-files.ts';

/**
 * A handed file as a download and nothing else: a fixed type, no guessing, and in a sandbox if a browser should open it
 * all the same. Who may have it is for the caller to say.
 */
export function sendHandedFile({
	name,
	mediaType,
	content
}: HandedFile & { content: Uint8Array<ArrayBuffer> }): Response {
	return new Response(content, {
		headers: {
			'content-type': mediaType,
			'content-length': String(content.length),
			'content-disposition': attachment(name),
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff',
			'cache-control': 'private, no-store'
		}
	});
}
