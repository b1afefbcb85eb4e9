import type { OfflinePack, SavedCourse } from '../offline-pack.ts';
import { fetchWithParts } from './fetch-with-parts.ts';
import { CACHES, COURSE_CACHE, packAddress, WORKER } from './offline-names.ts';

/** The course as this device has it; undefined when it is not saved. */
export async function findSavedCourse(slug: string): Promise<SavedCourse | undefined> {
	const answer = await caches.match(packAddress(slug), { cacheName: COURSE_CACHE + slug });
	return (await answer?.json()) as SavedCourse | undefined;
}

export async function listSavedCourses(): Promise<SavedCourse[]> {
	const names = (await caches.keys()).filter((name) => name.startsWith(COURSE_CACHE));
	const courses = await Promise.all(names.map((name) => findSavedCourse(name.slice(COURSE_CACHE.length))));
	return courses.filter((course) => course !== undefined);
}

/**
 * Saves a course whole, in place of what was saved of it: everything is fetched before anything is replaced.
 * @param onPage told how many of all pages are there
 * @throws Error when something could not be fetched or there is no room for it
 */
export async function saveCourse(slug: string, onPage: (done: number, all: number) => void): Promise<SavedCourse> {
	const pack = (await (
		await fetch(packAddress(slug), { credentials: 'omit', cache: 'no-cache' })
	).json()) as OfflinePack;
	const pages = [...pack.pages.map(({ path }) => path), ...pack.variants];
	const files = await fetchWithParts(pages, (done) => onPage(done, pages.length));
	let size = 0;
	for (const answer of files.values()) size += (await answer.clone().blob()).size;
	const saved: SavedCourse = { ...pack, size };

	await caches.delete(COURSE_CACHE + slug);
	const cache = await caches.open(COURSE_CACHE + slug);
	try {
		for (const [address, answer] of files) await cache.put(address, answer);
		await cache.put(packAddress(slug), Response.json(saved));
	} catch (error) {
		await caches.delete(COURSE_CACHE + slug);
		throw error;
	}
	await navigator.serviceWorker.register(WORKER);
	return saved;
}

/** With the last course goes everything that was there for its sake. */
export async function removeCourse(slug: string): Promise<void> {
	await caches.delete(COURSE_CACHE + slug);
	if ((await listSavedCourses()).length > 0) return;
	const registrations = await navigator.serviceWorker.getRegistrations();
	await Promise.all(registrations.map((registration) => registration.unregister()));
	const names = (await caches.keys()).filter((name) => name.startsWith(CACHES));
	await Promise.all(names.map((name) => caches.delete(name)));
}
