/** Stands in a rendered page where prepared HTML belongs. */
export const PREPARED_HTML_MARK = '<!--prepared-html-->';

/**
 * Puts HTML that was rendered and encoded at start into a page. The framework then renders, hashes and encodes the
 * small frame only, which makes a lesson page about as cheap as an empty one.
 */
export async function insertPreparedHtml(page: Response, html: Uint8Array): Promise<Response> {
	const frame = await page.text();
	const at = frame.indexOf(PREPARED_HTML_MARK);
	if (at === -1) throw new Error('The page has no place for its prepared HTML.');
	const before = Buffer.from(frame.slice(0, at));
	const after = Buffer.from(frame.slice(at + PREPARED_HTML_MARK.length));
	const headers = new Headers(page.headers);
	headers.delete('etag');
	headers.delete('content-length');
	return new Response(Buffer.concat([before, html, after]), { status: page.status, headers });
}
