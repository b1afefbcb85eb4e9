import { PREPARED_HTML_MARK } from '../ui/prepared-mark.ts';

/**
 * Puts HTML that was rendered and encoded at start into a page. The framework then renders, hashes and encodes the
 * small frame only, which makes a lesson page about as cheap as an empty one. A page without the mark, such as an error
 * page, stays as it is.
 */
export async function insertPreparedHtml(page: Response, html: Uint8Array): Promise<Response> {
	const frame = await page.text();
	const headers = new Headers(page.headers);
	headers.delete('etag');
	headers.delete('content-length');
	const answer = { status: page.status, headers };

	const at = frame.indexOf(PREPARED_HTML_MARK);
	if (at === -1) return new Response(frame, answer);
	const before = Buffer.from(frame.slice(0, at));
	const after = Buffer.from(frame.slice(at + PREPARED_HTML_MARK.length));
	return new Response(Buffer.concat([before, html, after]), answer);
}
