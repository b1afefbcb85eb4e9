import type { Browser } from '@playwright/test';
import { loadCourses } from '#lib/courses/server/load-courses.ts';
import { lessonPath } from '#lib/courses/course.ts';
import { expect, test } from './app.ts';

const KB = 1024;
const courses = (await loadCourses('courses')).list();

interface Weight {
	/** Bytes on the wire, headers included, of the document, styles and scripts. */
	page: number;
	fonts: number;
	/** How far things moved while the page came together. */
	shift: number;
}

/** The first visit of a phone to a lesson, with nothing kept from before. */
async function firstVisit(browser: Browser, address: string): Promise<Weight> {
	const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
	const page = await context.newPage();
	const network = await context.newCDPSession(page);
	await network.send('Network.enable');
	const kinds = new Map<string, string>();
	const bytes: Record<string, number> = {};
	network.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
	network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const kind = kinds.get(requestId) ?? 'Other';
		bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
	});
	await page.addInitScript(() => {
		const seen = { shift: 0 };
		Object.assign(window, { seen });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
		}).observe({ type: 'layout-shift', buffered: true });
	});
	await page.goto(address, { waitUntil: 'networkidle' });
	const { shift } = await page.evaluate(() => (window as unknown as { seen: { shift: number } }).seen);
	await context.close();
	const { Document = 0, Stylesheet = 0, Script = 0, Font = 0 } = bytes;
	return { page: Document + Stylesheet + Script, fonts: Font, shift };
}

test('a lesson weighs at most 60 kB on the first visit, 100 kB with its fonts, and nothing in it moves', async ({
	browser,
	app
}) => {
	test.setTimeout(180_000);
	expect(courses.length).toBeGreaterThan(0);
	for (const course of courses) {
		for (const lesson of course.lessons) {
			const { page, fonts, shift } = await firstVisit(browser, app.server.origin + lessonPath(course, lesson));
			const name = `${course.slug}/${lesson.slug}`;
			expect.soft(page, `${name}: page`).toBeLessThan(60 * KB);
			expect.soft(page + fonts, `${name}: with fonts`).toBeLessThan(100 * KB);
			expect.soft(shift, `${name}: layout shift`).toBeLessThan(0.02);
		}
	}
});
