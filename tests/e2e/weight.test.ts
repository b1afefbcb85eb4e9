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
	const awaited = new Set<string>();
	network.on('Network.requestWillBeSent', ({ requestId }) => awaited.add(requestId));
	network.on('Network.loadingFailed', ({ requestId }) => awaited.delete(requestId));
	network.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
	network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const kind = kinds.get(requestId) ?? 'Other';
		bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
		awaited.delete(requestId);
	});
	await page.addInitScript(() => {
		const seen = { shift: 0 };
		Object.assign(window, { seen });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
		}).observe({ type: 'layout-shift', buffered: true });
	});
	await page.goto(address);
	const { shift } = await page.evaluate(async () => {
		await document.fonts.ready;
		// What moved is told after the frame it moved in.
		for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
		return (window as unknown as { seen: { shift: number } }).seen;
	});
	await expect.poll(() => awaited.size).toBe(0);
	await context.close();
	const { Document = 0, Stylesheet = 0, Script = 0, Font = 0 } = bytes;
	return { page: Document + Stylesheet + Script, fonts: Font, shift };
}

for (const course of courses) {
	test(`a lesson weighs at most 60 kB on the first visit, 100 kB with its fonts, and nothing in it moves: ${course.slug}`, async ({
		browser,
		app
	}) => {
		for (const lesson of course.lessons) {
			const { page, fonts, shift } = await firstVisit(browser, app.server.origin + lessonPath(course, lesson));
			expect.soft(page, `${lesson.slug}: page`).toBeLessThan(60 * KB);
			expect.soft(page + fonts, `${lesson.slug}: with fonts`).toBeLessThan(100 * KB);
			expect.soft(shift, `${lesson.slug}: layout shift`).toBeLessThan(0.02);
		}
	});
}
