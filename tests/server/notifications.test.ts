import { rmSync } from 'node:fs';
import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { NOTIFICATION_KINDS } from '#lib/notifications/notification.ts';
import { listNotifications } from '#lib/notifications/server/notifications.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { Visitor } from '../support/http.ts';
import { createPerson } from '../support/people.ts';
import { openPostOffice, type PostOffice } from '../support/post-office.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { worldCourses } from '../support/world.ts';

const COURSE = 'dobry-kurs';
const hello = { kind: 'message' as const, title: 'Anna: dzień dobry', text: 'Do <b>jutra</b>.', path: '/moje' };

let office: PostOffice;
let server: RunningServer;
let db: Db;
beforeAll(async () => {
	office = await openPostOffice();
	server = await startServer({ env: { COURSES_DIR: worldCourses, SMTP_URL: office.url } });
	db = openDatabase(server.databaseAddress);
});
afterAll(async () => {
	await db.destroy();
	await server.stop();
	await office.close();
	rmSync(server.dataDir, { recursive: true, force: true });
});

let bartek: { id: string };
let browser: Visitor;
beforeEach(async () => {
	bartek = await createPerson(db, 'Bartek');
	browser = await new Visitor(server.origin).signInAs(db, bartek);
});

const text = async (path: string, visitor = browser) => (await visitor.get(path)).text();
const told = ({ id }: { id: string }) => listNotifications(db, id, { from: 0, count: 100 });

describe('the page of notifications', () => {
	test('shows what is new, and looking changes nothing', async () => {
		await notify(db, [bartek.id], hello);
		for (let i = 0; i < 2; i++) {
			const page = await text('/powiadomienia');
			expect(page).toContain('Powiadomienia&nbsp;(1)'.replace('&nbsp;', '\u00a0'));
			expect(page).toContain('Nowe');
			expect(page).toContain('Do &lt;b>jutra&lt;/b>.');
		}
		expect(await told(bartek)).toMatchObject([{ isRead: false }]);
	});

	test('a press of the button marks one as read and leads where it points', async () => {
		await notify(db, [bartek.id], hello);
		await notify(db, [bartek.id], { ...hello, title: 'Druga', path: null });
		const [second, first] = await told(bartek);
		const answer = await browser.post('/powiadomienia?/przeczytaj', { id: first!.id });
		expect(answer.headers.get('location')).toBe('/moje');
		const other = await browser.post('/powiadomienia?/przeczytaj', { id: second!.id });
		expect(other.headers.get('location')).toBe('/powiadomienia');
		expect((await told(bartek)).map(({ isRead }) => isRead)).toEqual([true, true]);
		expect(await text('/powiadomienia')).toMatch(/>Powiadomienia<\/a>/);
	});

	test('all at once, and nobody else’s', async () => {
		const darek = await createPerson(db, 'Darek');
		await notify(db, [bartek.id, darek.id], hello);
		const [his] = await told(darek);
		expect((await browser.post('/powiadomienia?/przeczytaj', { id: his!.id })).status).toBe(404);
		await browser.post('/powiadomienia?/wszystkie');
		expect(await told(bartek)).toMatchObject([{ isRead: true }]);
		expect(await told(darek)).toMatchObject([{ isRead: false }]);
	});

	test('turns its pages, however they are asked for', async () => {
		for (let i = 0; i < 45; i++) await notify(db, [bartek.id], { ...hello, title: `Wiadomość ${i}` });
		const titles = async (page: string) =>
			[...(await text(`/powiadomienia?strona=${page}`)).matchAll(/<bdi>Wiadomość (\d+)/g)].length;
		expect(await Promise.all(['1', '2', '3', '4', '0', '-1', 'x', '1e9'].map(titles))).toEqual([
			20, 20, 5, 5, 20, 20, 20, 5
		]);
	});
});

describe('the settings', () => {
	test('keep what was chosen and refuse what there is not', async () => {
		const saved = await browser.submit('/powiadomienia/ustawienia?/poczta', { message: 'weekly', due: 'never' });
		expect(await saved.text()).toContain('Zapisano.');
		const page = await text('/powiadomienia/ustawienia');
		expect(page).toMatch(/id="message"[\s\S]*?value="weekly" selected/);
		expect(page).not.toContain('id="group"');
		const refused = await browser.post('/powiadomienia/ustawienia?/poczta', { message: 'co godzinę' });
		expect(refused.status).toBe(400);
		expect(await refused.text()).toContain('Wybierz jedną z możliwości.');
		expect((await browser.post('/powiadomienia/ustawienia?/poczta', { inne: 'never' })).status).toBe(400);
	});

	test('tell a pupil that there is no address to write to', async () => {
		await db.updateTable('userAccount').set({ kind: 'pupil', email: null }).where('id', '=', bartek.id).execute();
		const page = await text('/powiadomienia/ustawienia');
		expect(page).toContain('Twoje konto nie ma adresu e-mail');
		expect(page).toContain('Włącz kalendarz');
	});
});

describe('the calendar', () => {
	const turnOn = async () => {
		const page = await (await browser.post('/powiadomienia/ustawienia?/kalendarz')).text();
		return /value="http:\/\/localhost:\d+(\/kalendarz\/[\w-]{43}\.ics)"/.exec(page)?.[1] ?? 'none';
	};
	const calendarProgram = () => new Visitor(server.origin);

	test('shows its address once; the newest works, for as long as the calendar is on', async () => {
		const first = await turnOn();
		expect((await calendarProgram().get(first)).status).toBe(200);
		expect(await text('/powiadomienia/ustawienia')).not.toContain('.ics');
		const second = await turnOn();
		expect((await calendarProgram().get(first)).status).toBe(404);
		expect((await calendarProgram().get(second)).status).toBe(200);
		await browser.post('/powiadomienia/ustawienia?/bezKalendarza');
		expect((await calendarProgram().get(second)).status).toBe(404);
		expect((await calendarProgram().get('/kalendarz/x.ics')).status).toBe(404);
	});

	test('a program reads the due day of the group in Polish time, and again only once it has changed', async () => {
		const school = await createOrganization(db, 'Szkoła');
		const group = await createGroupWith(db, school, [bartek], COURSE);
		const due = (dueOn: string) =>
			db.updateTable('courseAssignment').set({ dueOn }).where('learnerGroupId', '=', group.id).execute();
		await due('2027-03-28');
		const path = await turnOn();
		const answer = await calendarProgram().get(path);
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			'content-type': 'text/calendar; charset=utf-8',
			'cache-control': 'private, no-cache',
			'x-robots-tag': 'noindex'
		});
		const calendar = new ICAL.Component(ICAL.parse(await answer.text()) as unknown[]);
		ICAL.TimezoneService.register(calendar.getFirstSubcomponent('vtimezone')!);
		const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
		expect(event.startDate.toJSDate()).toEqual(new Date('2027-03-28T21:59:00Z'));

		const etag = answer.headers.get('etag') ?? '';
		const same = await calendarProgram().get(path, { 'if-none-match': `W/"x", ${etag}` });
		expect([same.status, await same.text()]).toEqual([304, '']);
		await due('2027-03-29');
		expect((await calendarProgram().get(path, { 'if-none-match': etag })).status).toBe(200);
	});

	test('guessing addresses is slowed down, and the owner’s still opens', async () => {
		const path = await turnOn();
		const statuses = new Set<number>();
		for (let i = 0; i < 110; i++) {
			const guess = `/kalendarz/${String(i).padStart(43, 'a')}.ics`;
			statuses.add((await calendarProgram().get(guess)).status);
		}
		expect([...statuses]).toEqual([404, 429]);
		expect((await calendarProgram().get(path)).status).toBe(200);
	});
});

test('what is told at once arrives within a minute; its link is followed, signed out, to no more of it', async () => {
	const { email } = await db
		.selectFrom('userAccount')
		.select('email')
		.where('id', '=', bartek.id)
		.executeTakeFirstOrThrow();
	const mailsToBartek = () => office.mails.filter(({ to }) => to && 'text' in to && to.text === email);
	await notify(db, [bartek.id], hello);
	await vi.waitFor(() => expect(mailsToBartek()).toHaveLength(1), { timeout: 50_000, interval: 100 });
	const [mail] = mailsToBartek();
	const { url } = (mail?.headers.get('list') as { unsubscribe: { url: string } }).unsubscribe;
	expect(mail?.text).toContain(url);

	const path = url.slice(server.origin.length);
	const stranger = new Visitor(server.origin);
	const page = await stranger.get(path);
	expect(page.headers.get('cache-control')).toBe('no-store');
	expect(await page.text()).toContain('Nie wysyłaj mi tych e-maili');
	const preferences = () =>
		db.selectFrom('notificationPreference').select(['kind', 'mail']).where('userAccountId', '=', bartek.id).execute();
	expect(await preferences()).toEqual([]);
	expect((await stranger.post(path, { scope: 'inne' })).status).toBe(400);
	const done = await stranger.submit(path, { scope: 'kind' });
	expect(await done.text()).toContain('Nie będziemy już wysyłać Ci tych e-maili.');
	expect(await preferences()).toEqual([{ kind: 'message', mail: 'never' }]);
	await stranger.submit(path, { scope: 'all' });
	expect(await preferences()).toHaveLength(Object.keys(NOTIFICATION_KINDS).length);
	await notify(db, [bartek.id], hello);
	expect(
		await db
			.selectFrom('notification')
			.select('id')
			.where('mailDueAt', 'is not', null)
			.where('userAccountId', '=', bartek.id)
			.execute()
	).toEqual([]);
	expect((await stranger.get(`${path.slice(0, 40)}x`)).status).toBe(404);
});

test('staff may choose how they hear about their groups', async () => {
	const school = await createOrganization(db, 'Szkoła');
	await grantRole(db, bartek, 'teacher', school);
	await addTeacher(db, await createGroupWith(db, school, [], COURSE), bartek);
	expect(await text('/powiadomienia/ustawienia')).toContain('id="group"');
});
