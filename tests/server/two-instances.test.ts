import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import type { Course } from '#lib/courses/course.ts';
import { checkCourses } from '#lib/courses/server/load-courses.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import type { Db } from '#lib/server/db/db.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { EventReader } from '../support/events.ts';
import { Visitor } from '../support/http.ts';
import { learnEverythingBut } from '../support/learning.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { openPostOffice, type PostOffice } from '../support/post-office.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { worldCourses } from '../support/world.ts';

const COURSE = 'dobry-kurs';
const PASSWORD = 'zielone rowery przy torach';
const hello = { kind: 'message' as const, title: 'Dzień dobry', text: 'Do jutra.', path: '/moje' };

let database: TestDatabase;
let db: Db;
let office: PostOffice;
let servers: [RunningServer, RunningServer];
let anna: { id: string };
let group: { id: string };
let school: { id: string };

beforeAll(async () => {
	database = await createTestDatabase('postgres');
	db = database.db;
	office = await openPostOffice();
	const start = () =>
		startServer({
			databaseUrl: database.address,
			env: { COURSES_DIR: worldCourses, SMTP_URL: office.url, ORIGIN: 'http://localhost' }
		});
	servers = await Promise.all([start(), start()]);
	school = await createOrganization(db, 'Szkoła Podstawowa nr 1');
	anna = await createPerson(db, 'Anna');
	await grantRole(db, anna, 'teacher', school);
	group = await createGroupWith(db, school, [], COURSE);
	await addTeacher(db, group, anna);
});
afterAll(async () => {
	for (const server of servers) {
		await server.stop();
		rmSync(server.dataDir, { recursive: true, force: true });
	}
	await office.close();
	await database.drop();
});

/** One browser that a proxy sends now to the one, now to the other server: the cookies are the same. */
function browserOnBoth(): [onA: Visitor, onB: Visitor] {
	const onA = new Visitor(servers[0].origin);
	const onB = new Visitor(servers[1].origin);
	Object.defineProperty(onB, 'cookies', { value: onA.cookies });
	return [onA, onB];
}

async function signedInOnBoth(person: { id: string }) {
	const browser = browserOnBoth();
	await browser[0].signInAs(db, person);
	return browser;
}

const own = { origin: 'http://localhost' };
const text = async (visitor: Visitor, path: string) => (await visitor.get(path)).text();

test('who signs in on one server is signed in on the other, and out of both at once', async () => {
	const passwordHash = await hashPassword(PASSWORD);
	const { email, id } = await createPerson(db, 'Bartek');
	await db.updateTable('userAccount').set({ passwordHash }).where('id', '=', id).execute();
	const [onA, onB] = browserOnBoth();
	const answer = await onA.post('/logowanie', { login: email ?? '', password: PASSWORD }, own);
	expect(answer.status).toBe(303);
	expect((await onB.get('/moje')).status).toBe(200);
	const kept = new Map(onA.cookies);
	await onB.post('/wylogowanie', {}, own);
	for (const [name, value] of kept) onA.cookies.set(name, value);
	expect((await onA.get('/moje')).status).toBe(303);
});

test('wrong passwords are counted together', async () => {
	const { email } = await createPerson(db, 'Filip');
	const statuses: number[] = [];
	for (let i = 0; i < 8; i++) {
		const visitor = new Visitor(servers[i % 2]!.origin);
		statuses.push((await visitor.post('/logowanie', { login: email ?? '', password: 'źle' }, own)).status);
	}
	expect(statuses.slice(0, 5)).not.toContain(429);
	expect(statuses.slice(5)).toEqual([429, 429, 429]);
});

test('who joins on one server is in the group on the other', async () => {
	const [annaOnA, annaOnB] = await signedInOnBoth(anna);
	await annaOnA.post(`/grupy/${group.id}/dolaczanie?/otworz`, { hours: '24' }, own);
	const code = /class="code[^>]*>([A-Z0-9]{5}-[A-Z0-9]{5})</.exec(await text(annaOnB, `/grupy/${group.id}/dolaczanie`));
	const [, ewaOnB] = await signedInOnBoth(await createPerson(db, 'Ewa Nowa'));
	const joined = await ewaOnB.post(`/dolacz?kod=${code?.[1]}&/konto`, {}, own);
	expect(joined.status).toBe(303);
	expect(await text(annaOnA, `/grupy/${group.id}/osoby`)).toContain('Ewa Nowa');
});

test('a changed group, a read notification and the chosen organization are the same on both', async () => {
	const [onA, onB] = await signedInOnBoth(anna);
	await onA.post(`/grupy/${group.id}/ustawienia?/nazwa`, { name: 'Siódma B' }, own);
	expect(await text(onB, `/grupy/${group.id}`)).toContain('Siódma B');

	await notify(db, [anna.id], hello);
	expect(await text(onA, '/moje')).toContain('Powiadomienia\u00a0(1)');
	await onB.post('/powiadomienia?/wszystkie', {}, own);
	expect(await text(onA, '/moje')).not.toContain('Powiadomienia\u00a0(');

	const otherSchool = await createOrganization(db, 'Szkoła wieczorowa');
	await grantRole(db, anna, 'teacher', otherSchool);
	await onA.post('/organizacja?/przelacz', { organization: otherSchool.id, dalej: '' }, own);
	expect(await text(onB, '/grupy')).not.toContain('Siódma B');
});

test('a quiz on the wall of one server is heard by a seat at the other', async () => {
	const bartek = await createPerson(db, 'Bartek na żywo');
	const live = await createGroupWith(db, school, [bartek], COURSE);
	await addTeacher(db, live, anna);
	const [annaOnA, annaOnB] = await signedInOnBoth(anna);
	const [, bartekOnB] = await signedInOnBoth(bartek);
	const course = checkCourses(worldCourses).find(({ slug }) => slug === COURSE)?.course as Course;
	const quiz = course.lessons.find((lesson) => lesson.quiz?.kind === 'practice')?.slug ?? '';
	const begun = await annaOnA.post(`/grupy/${live.id}/kursy/${COURSE}/na-zywo?/zacznij`, { quiz }, own);
	const wall = begun.headers.get('location') ?? '';
	const { body } = await bartekOnB.get(`/na-zywo/${wall.split('/').at(-1)}/zdarzenia`);
	const atSeat = new EventReader(body!);
	await atSeat.until('data: 1\n');
	await annaOnA.post(`${wall}?/pauza`, { version: '1' }, own);
	expect(await atSeat.until('data: 2\n')).toContain('data: 2\n');
	await annaOnB.post(`${wall}?/zakoncz`, { version: '2' }, own);
	expect(await atSeat.untilItEnds()).toContain('event: ended');
});

test('a list shown by one server is read in once, whichever is asked, and taken back by the other', async () => {
	const [onA, onB] = await signedInOnBoth(anna);
	const base = `/grupy/${group.id}`;
	const body = new FormData();
	body.set('plik', new File(['Imię\nOla z pliku\nKuba z pliku\n'], 'lista.csv'));
	const sent = await onA.send(`${base}/import`, { method: 'POST', body, headers: { accept: 'text/html', ...own } });
	const path = sent.headers.get('location') ?? '';
	const stan = /name="stan" value="(\w+)"/.exec(await text(onB, path))?.[1] ?? '';
	const answers = await Promise.all([onA, onB].map((visitor) => visitor.post(`${path}?/wczytaj`, { stan }, own)));
	expect(answers.map(({ status }) => status)).toEqual([303, 303]);
	for (const visitor of [onA, onB]) {
		expect((await text(visitor, `${base}/osoby.csv`)).match(/z pliku/g)).toHaveLength(2);
	}
	expect((await onB.post(`${path}?/cofnij`, {}, own)).status).toBe(303);
	expect(await text(onA, `${base}/osoby.csv`)).not.toContain('z pliku');
});

test('losing a role counts on both with the next request', async () => {
	const school = await createOrganization(db, 'Szkoła Podstawowa nr 3');
	const celina = await createPerson(db, 'Celina');
	await grantRole(db, celina, 'teacher', school);
	const [onA, onB] = await signedInOnBoth(celina);
	expect((await onA.get('/grupy')).status).toBe(200);
	await db.deleteFrom('role').where('userAccountId', '=', celina.id).execute();
	expect([(await onA.get('/grupy')).status, (await onB.get('/grupy')).status]).toEqual([403, 403]);
});

test('certificates asked for at once on both get numbers without gaps or doubles', async () => {
	const course = checkCourses(worldCourses).find(({ slug }) => slug === COURSE)?.course as Course;
	const last = course.lessons.find(({ quiz }) => quiz?.kind !== 'test')!;
	const learners = await Promise.all(
		Array.from({ length: 20 }, async (_, index) => {
			const person = await createPerson(db, `Osoba ${index}`);
			await enroll(db, person, course);
			await learnEverythingBut(db, person.id, course, last.slug, new Date());
			return (await signedInOnBoth(person))[index % 2]!;
		})
	);
	const path = `/kursy/${COURSE}/${last.moduleSlug}/${last.slug}?/przeczytane`;
	await Promise.all(learners.map((visitor) => visitor.post(path, {}, own)));
	const rows = await db.selectFrom('certificate').select('number').execute();
	const numbers = rows.map(({ number }) => Number(number.split('/')[2])).sort((a, b) => a - b);
	expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
	const told = await db.selectFrom('notification').select('id').where('kind', '=', 'certificate').execute();
	expect(told).toHaveLength(20);
});

test('both servers look for mail to send, and each letter leaves once', async () => {
	const people = await Promise.all(Array.from({ length: 60 }, (_, index) => createPerson(db, `Odbiorca ${index}`)));
	const ids = people.map(({ id }) => id);
	await notify(db, ids, hello);
	await notify(db, ids, { ...hello, title: 'Jeszcze jedno' });
	const addresses = new Set(people.map(({ email }) => email));
	const arrived = () => office.mails.filter(({ to }) => to && 'text' in to && addresses.has(to.text));
	await vi.waitFor(() => expect(arrived().length).toBeGreaterThanOrEqual(60), { timeout: 50_000, interval: 100 });
	const waiting = () => db.selectFrom('outbox').select('id').where('state', '=', 'waiting').execute();
	await vi.waitFor(async () => expect(await waiting()).toEqual([]), { timeout: 10_000, interval: 50 });
	expect(arrived()).toHaveLength(60);
	expect(arrived().every(({ subject }) => subject === '2\u00a0powiadomienia z platformy Wspólnie')).toBe(true);
});
