import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCourses } from '#lib/courses/server/load-courses.ts';
import type { OfflinePack } from '#lib/courses/offline-pack.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { Visitor } from '../support/http.ts';
import { serveWorld, type ServedWorld } from '../support/served-world.ts';
import { worldCourses } from '../support/world.ts';

const COURSE = '/kursy/dobry-kurs';
const LESSON = `${COURSE}/podstawy/pierwsza-lekcja`;
let served: ServedWorld;
let origin: string;

beforeAll(async () => {
	served = await serveWorld();
	({ origin } = served.server);
});
afterAll(() => served.end());

describe('compression', () => {
	/** The answer as it comes over the wire. */
	const raw = (path: string, headers: Record<string, string>) =>
		new Promise<{ encoding: string | undefined; bytes: number }>((resolve, reject) => {
			get(origin + path, { headers }, (answer) => {
				let bytes = 0;
				answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
				answer.on('end', () => resolve({ encoding: answer.headers['content-encoding'], bytes }));
			}).on('error', reject);
		});
	const gzip = { 'accept-encoding': 'gzip, br' };

	test('a visitor gets pages, drawings and packs compressed, whole and the same as uncompressed', async () => {
		for (const path of ['/', LESSON, '/kursy', `${COURSE}/bez-internetu.json`, '/nie-ma-takiej-strony']) {
			const [packed, plain] = [await raw(path, gzip), await raw(path, { 'accept-encoding': 'identity' })];
			expect(packed.encoding, path).toBe('gzip');
			expect(plain.encoding, path).toBeUndefined();
			expect(packed.bytes, path).toBeLessThan(plain.bytes * 0.6);
		}
		const visitor = new Visitor(origin);
		const without = (html: string) => html.replaceAll(/nonce="[^"]*"/g, '');
		const [packed, plain] = [await visitor.get(LESSON), await visitor.get(LESSON, { 'accept-encoding': 'identity' })];
		expect(without(await packed.text())).toBe(without(await plain.text()));
		expect(packed.headers.get('vary')?.split(/, */)).toContain('accept-encoding');
	});

	test('of what a signed-in person gets, only a lesson that is read is compressed', async () => {
		const learner = await served.world.as('learner');
		const headers = { ...gzip, cookie: [...learner.cookies].map((pair) => pair.join('=')).join('; ') };
		expect((await raw(LESSON, headers)).encoding).toBe('gzip');
		for (const path of ['/moje', '/konto', '/konto/moje-dane', '/szukaj?q=sekret', '/kursy', COURSE]) {
			expect((await raw(path, headers)).encoding, path).toBeUndefined();
		}
		const refused = await learner.post(`${LESSON}?/check`, { position: '0' });
		expect(refused.status).toBe(400);
		expect(refused.headers.get('content-encoding')).toBeNull();
	});
});

describe('the pack for reading without the internet', () => {
	const course = checkCourses(worldCourses).find(({ slug }) => slug === 'dobry-kurs')?.course;
	const questionsOf = (kind: Quiz['kind']) =>
		course?.lessons.flatMap(({ quiz }) => (quiz?.kind === kind ? quiz.questions : [])) ?? [];

	test('holds every practice question with its key, and nothing of any test or its bank', async () => {
		const answer = await new Visitor(origin).get(`${COURSE}/bez-internetu.json`);
		const text = await answer.text();
		const pack = JSON.parse(text) as OfflinePack;
		expect(pack).toMatchObject({ slug: 'dobry-kurs', revision: course?.revision });
		expect(pack.pages.map(({ path }) => path)).toEqual([COURSE, LESSON, `${COURSE}/podstawy/druga-lekcja`]);

		const practised = Object.values(pack.practice).flat();
		expect(practised.map(({ content }) => content)).toEqual(questionsOf('practice').map(({ content }) => content));
		const tested = questionsOf('test');
		expect(tested.length).toBeGreaterThan(4);
		for (const { content } of tested) {
			for (const words of [content.title, content.explanationHtml]) {
				if (!questionsOf('practice').some((other) => JSON.stringify(other.content).includes(words))) {
					expect(text).not.toContain(JSON.stringify(words).slice(1, -1));
				}
			}
		}
	});

	test('is the same for everybody, and asked for anew each time', async () => {
		const [visitor, learner] = [new Visitor(origin), await served.world.as('learner')];
		const [open, signedIn] = [
			await visitor.get(`${COURSE}/bez-internetu.json`),
			await learner.get(`${COURSE}/bez-internetu.json`)
		];
		expect(await signedIn.text()).toBe(await open.text());
		expect(open.headers.get('cache-control')).toBe('no-cache');
		expect((await visitor.get('/kursy/nie-ma/bez-internetu.json')).status).toBe(404);
	});
});

describe('the place where reading stopped', () => {
	const place = { course: 'dobry-kurs', lesson: 'pierwsza-lekcja', heading: 'h-co-dalej' };
	const stored = () => served.db.selectFrom('readingPlace').selectAll().execute();

	test('is taken from a page of ours, for a lesson that is there', async () => {
		const learner = await served.world.as('learner');
		expect((await learner.post('/api/miejsce', place)).status).toBe(204);
		expect(await stored()).toMatchObject([{ lessonSlug: 'pierwsza-lekcja', headingId: 'h-co-dalej' }]);
		expect(await (await learner.get(LESSON)).text()).toMatch(/Wróć do: <a href="#h-co-dalej"/);

		expect((await learner.post('/api/miejsce', place, { origin: 'https://zly.example' })).status).toBe(403);
		expect((await learner.post('/api/miejsce', { ...place, lesson: 'nie-ma' })).status).toBe(404);
		for (const heading of ['x', 'h-"><b>', `h-${'a'.repeat(300)}`]) {
			expect((await learner.post('/api/miejsce', { ...place, heading })).status).toBe(400);
		}
		expect(await stored()).toMatchObject([{ headingId: 'h-co-dalej' }]);
	});

	test('is not kept for somebody who is not on the course', async () => {
		const teacher = await served.world.as('teacher');
		expect((await teacher.post('/api/miejsce', place)).status).toBe(204);
		expect((await stored()).map(({ userAccountId }) => userAccountId)).toEqual([served.world.people.learner.id]);
	});
});

describe('reading settings', () => {
	test('are kept in a cookie that says nothing else, and stand on every page', async () => {
		const visitor = new Visitor(origin);
		const answer = await visitor.post(`${LESSON}?/czytanie`, { textSize: 'duzy', spacing: 'szerokie', keys: 'on' });
		expect(answer.headers.get('location')).toBe(`${LESSON}#tresc`);
		expect(visitor.cookies.get('wspolnie-czytanie')).toBe('duzy.szerokie');
		for (const path of [LESSON, '/', '/nie-ma-takiej-strony']) {
			expect(await (await visitor.get(path)).text(), path).toContain(
				'<html data-text-size="duzy" data-spacing="szerokie"'
			);
		}
	});

	test('that make no sense leave the page as it is', async () => {
		const visitor = new Visitor(origin);
		visitor.cookies.set('wspolnie-czytanie', '%22%3E%3Cscript%3E.duzy%22');
		expect(await (await visitor.get(LESSON)).text()).toContain('<html lang="pl"');
	});
});
