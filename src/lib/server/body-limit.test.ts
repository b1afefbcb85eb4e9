import { expect, test } from 'vitest';
import { limitBody } from './body-limit.ts';

const sent = (body: string, headers: Record<string, string> = {}) =>
	new Request('http://localhost/', { method: 'POST', body, headers });

test('a body of a known, small size is not touched', () => {
	const request = sent('abc', { 'content-length': '3' });
	expect(limitBody(request, 3)).toBe(request);
});

test('a body of an unknown size is taken up to the limit', async () => {
	expect(await limitBody(sent('abc'), 3).text()).toBe('abc');
	await expect(limitBody(sent('abcd'), 3).text()).rejects.toMatchObject({ status: 413 });
});

test('one that says it is larger is refused by whoever reads it', async () => {
	await expect(limitBody(sent('abcd', { 'content-length': '4' }), 3).formData()).rejects.toMatchObject({ status: 413 });
});

test('what is too much is received all the same', async () => {
	let left = 10;
	const body = new ReadableStream<Uint8Array>({
		pull(controller) {
			if (left-- > 0) controller.enqueue(new Uint8Array(4));
			else controller.close();
		}
	});
	const request = new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit);
	await expect(limitBody(request, 8).text()).rejects.toMatchObject({ status: 413 });
	await expect.poll(() => left).toBeLessThan(0);
});

test('a request without a body stays as it is', () => {
	const request = new Request('http://localhost/');
	expect(limitBody(request, 1)).toBe(request);
});
