import { PREPARED_HTML_MARK } from '../ui/prepared-mark.ts';
import { asGzip, gzipAround } from './compress.ts';

/**
 * A page around HTML that was made without the framework: a lesson at start, a board as it is asked for. The framework
 * renders the small frame only, hands it over here and neither hashes nor encodes it, which makes a lesson page about as
 * cheap as an empty one.
 */
export class PreparedPage {
	/** What stands before and after the mark. */
	#frame: readonly [string, string] | null = null;

	/** Takes the frame away from the framework; a page without the mark, such as an error page, stays with it. */
	takeFrame(page: string): string {
		const at = page.indexOf(PREPARED_HTML_MARK);
		if (at === -1) return page;
		this.#frame = [page.slice(0, at), page.slice(at + PREPARED_HTML_MARK.length)];
		return '';
	}

	/**
	 * The answer with the whole page, as gzip if wanted, if there was a frame to fill.
	 * @param how.isKept the same HTML comes again, so that it is worth compressing it well
	 */
	fill(answer: Response, html: Uint8Array, how: { isGzip: boolean; isKept: boolean }): Response {
		if (this.#frame === null) return answer;
		const [before, after] = this.#frame;
		const [head, foot] = [Buffer.from(before), Buffer.from(after)];
		const parts = how.isGzip ? gzipAround(head, html, foot, how.isKept) : [head, html, foot];
		const filled = new Response(inParts(parts), answer);
		filled.headers.delete('etag');
		if (how.isGzip) asGzip(filled);
		filled.headers.set('content-length', String(parts.reduce((sum, part) => sum + part.length, 0)));
		return filled;
	}
}

/** A body sent piece by piece as it is: a `Response` would copy bytes twice, and copies of whole lessons keep the memory busy. */
const inParts = (parts: readonly Uint8Array[]) =>
	new ReadableStream<Uint8Array>({
		start(controller) {
			for (const part of parts) controller.enqueue(part);
			controller.close();
		}
	});
