import { self } from '$app/service-worker';
import { version } from '$app/env';
import { APP_CACHE, CACHES, COURSE_CACHE, OFFLINE_PAGE } from '../lib/courses/browser/offline-names.ts';
import { fetchWithParts } from '../lib/courses/browser/fetch-with-parts.ts';

/**
 * Comes in only where the network fails: then it shows what this device has saved, or says what that is. Whatever the
 * network answers is shown as it is and nothing of it is kept, so no page is ever stale, none of somebody else's is left
 * behind, and a mistake in here cannot lock anybody out. Courses are saved by the page itself, see `save-course.ts`.
 */
const CACHE = `${APP_CACHE}${version}`;
const PARTS = new Set(['style', 'script', 'font', 'image']);

self.addEventListener('install', (event) => {
	event.waitUntil(saveOfflinePage());
	void self.skipWaiting();
});

self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

self.addEventListener('fetch', (event) => {
	const { request } = event;
	if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
	if (request.mode === 'navigate') event.respondWith(openPage(event));
	else if (PARTS.has(request.destination)) event.respondWith(openPart(request));
});

async function saveOfflinePage() {
	const files = await fetchWithParts([OFFLINE_PAGE]);
	const cache = await caches.open(CACHE);
	for (const [address, answer] of files) await cache.put(address, answer);
}

/** Everything of earlier versions is removed; saved courses stay as long as this one can read them. */
async function takeOver() {
	const isOld = (name: string) => name.startsWith(CACHES) && name !== CACHE && !name.startsWith(COURSE_CACHE);
	const names = await caches.keys();
	await Promise.all(names.filter(isOld).map((name) => caches.delete(name)));
	await self.registration.navigationPreload?.enable();
	await self.clients.claim();
}

async function openPage(event: FetchEvent): Promise<Response> {
	try {
		const preloaded = (await event.preloadResponse) as Response | undefined;
		return preloaded ?? (await fetch(event.request));
	} catch {
		return (await findSaved(event.request)) ?? (await caches.match(OFFLINE_PAGE)) ?? Response.error();
	}
}

async function openPart(request: Request): Promise<Response> {
	try {
		return await fetch(request);
	} catch {
		return (await findSaved(request)) ?? Response.error();
	}
}

/** This very address, or the page without what follows the question mark. */
async function findSaved({ url, mode }: Request): Promise<Response | undefined> {
	const found = await caches.match(url, { ignoreVary: true });
	return found ?? (mode === 'navigate' ? caches.match(new URL(url).pathname, { ignoreVary: true }) : undefined);
}
