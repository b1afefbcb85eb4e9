import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptsGzip, gzipAnswer, gzipAround } from './compress.ts';

const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array));

test('a page put together from compressed pieces is the page', () => {
	fc.assert(
		fc.property(bytes, bytes, bytes, (before, prepared, after) => {
			const whole = Buffer.concat([before, prepared, after]);
			const page = (isKept: boolean) => gunzipSync(Buffer.concat(gzipAround(before, prepared, after, isKept)));
			return [page(true), page(true), page(false)].every((answer) => answer.equals(whole));
		})
	);
});

test('a prepared text shrinks though its frame is compressed apart', () => {
	const text = Buffer.from('<p>Każdy członek ma jeden głos, niezależnie od udziałów.</p>'.repeat(300));
	for (const isKept of [true, false]) {
		const page = Buffer.concat(gzipAround(Buffer.from('<html>'), text, Buffer.from('</html>'), isKept));
		expect(page.length).toBeLessThan(text.length / 20);
	}
});

describe('what a browser accepts', () => {
	const asked = (encodings: string) =>
		acceptsGzip(new Request('http://x', { headers: { 'accept-encoding': encodings } }));

	test.each(['gzip', 'br, gzip', 'gzip;q=0.5, identity', 'gzip; q=1'])('%s', (encodings) => {
		expect(asked(encodings)).toBe(true);
	});
	test.each(['', 'br', 'gzip;q=0', 'gzip; q=0.0, br', 'x-gzipped'])('not %s', (encodings) => {
		expect(asked(encodings)).toBe(false);
	});
});

describe('an answer', () => {
	const long = 'Wspólnie '.repeat(500);

	test('of text is compressed, and says so', async () => {
		const headers = { 'content-type': 'text/html', etag: '"1"', 'content-length': '4500' };
		const answer = await gzipAnswer(new Response(long, { status: 404, headers }));
		expect(answer.status).toBe(404);
		expect(answer.headers.get('content-encoding')).toBe('gzip');
		expect(answer.headers.get('vary')).toBe('accept-encoding');
		expect(answer.headers.get('etag') ?? answer.headers.get('content-length')).toBeNull();
		expect(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()).toBe(long);
	});

	test('that is short, not text, empty or compressed already stays as it is', async () => {
		const answers = [
			new Response('krótko', { headers: { 'content-type': 'text/html' } }),
			new Response(long, { headers: { 'content-type': 'application/pdf' } }),
			new Response(null, { status: 304 }),
			new Response(long, { headers: { 'content-type': 'text/css', 'content-encoding': 'br' } })
		];
		for (const answer of answers) {
			const encoding = answer.headers.get('content-encoding');
			expect((await gzipAnswer(answer)).headers.get('content-encoding')).toBe(encoding);
		}
	});
});
