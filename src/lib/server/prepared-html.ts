import { PREPARED_HTML_MARK } from '../ui/prepared-mark.ts';
import { asGzip, gzipAround } from './compress.ts';

/**
 * A page around HTML that was rendered and encoded at start. The framework renders the small frame only, hands it over
 * here and neither hashes nor encodes it, which makes a lesson page about as cheap as an empty one.
 */
export class PreparedPage {
	#frame: string | null = null;

	/** Takes the frame away from the framework; a page without the mark, such as an error page, stays with it. */
	takeFrame(page: string): string {
		if (!page.includes(PREPARED_HTML_MARK)) return page;
		this.#frame = page;
		return '';
	}

	/** The answer with the whole page, as gzip if wanted, if there was a frame to fill. */
	fill(answer: Response, html: Uint8Array, isGzip: boolean): Response {
		if (this.#frame === null) return answer;
		const [before = '', after = ''] = this.#frame.split(PREPARED_HTML_MARK);
		if (isGzip) return asGzip(new Response(gzipAround(Buffer.from(before), html, Buffer.from(after)), answer));
		const filled = new Response(Buffer.concat([Buffer.from(before), html, Buffer.from(after)]), answer);
		filled.headers.delete('etag');
		filled.headers.delete('content-length');
		return filled;
	}
}
