import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventHubOf } from '#lib/live/server/event-hub.ts';
import {
	findLiveAnswer,
	getSessionOfLearner,
	listSessionsOfLearner,
	saveLiveAnswer
} from '#lib/live/server/answers.ts';
import { cleanLiveSessions } from '#lib/live/server/clean-up.ts';
import { findRunningSession, getSession, moveSession, startSession } from '#lib/live/server/sessions.ts';
import { seatView, wallView } from '#lib/live/server/views.ts';
import type { LiveMove } from '#lib/live/live-session.ts';
import { archiveGroup } from '#lib/groups/server/groups.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { createTestDatabase, describeOnBothDatabases, type TestDatabase } from '../support/databases.ts';
import { smallCourse } from '../support/quizzes.ts';
import { createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const quizSlug = smallCourse.lessons.find(({ quiz }) => quiz?.kind === 'practice')?.slug ?? '';

async function prepare(db: Db) {
	const school = await createOrganization(db, 'Szkoła Podstawowa nr 1');
	const anna = { id: (await createPerson(db, 'Anna')).id, address: '192.0.2.7' };
	const bartek = await createPerson(db, 'Bartek');
	const darek = await createPerson(db, 'Darek');
	const group = { ...(await createGroupWith(db, school, [bartek], smallCourse.slug)), organizationId: school.id };
	const begin = (at = now) => startSession(db, anna, { group, course: smallCourse, quizSlug }, at);
	const move = async (sessionId: string, move: LiveMove, seenVersion?: number) => {
		const { version } = await getSession(db, group.id, sessionId, now);
		await moveSession(db, anna, { group, sessionId, move, seenVersion: seenVersion ?? version }, now);
	};
	const answer = (sessionId: string, given: unknown, position = 0) =>
		saveLiveAnswer(db, bartek.id, sessionId, { position, given: () => given }, now);
	return { anna, bartek, darek, group, begin, move, answer };
}

describeOnBothDatabases('a live session', (getDb) => {
	let world: Awaited<ReturnType<typeof prepare>>;
	beforeAll(async () => {
		world = await prepare(getDb());
	});

	const seat = async (sessionId: string) => {
		const session = await getSessionOfLearner(getDb(), world.bartek.id, sessionId, now);
		return seatView(getDb(), session, world.bartek.id);
	};
	const wall = async (sessionId: string) =>
		wallView(getDb(), await getSession(getDb(), world.group.id, sessionId, now));

	test('takes one answer of each, which may be changed; the same one twice is one', async () => {
		const id = await world.begin();
		expect(await world.answer(id, 0)).toEqual({ state: 'saved' });
		expect(await world.answer(id, 0)).toEqual({ state: 'saved' });
		expect(await wall(id)).toMatchObject({ answered: 1, learners: 1, position: 0, result: null });
		const first = await findLiveAnswer(getDb(), world.bartek.id, { id, position: 0 });
		await world.answer(id, 1);
		expect(await findLiveAnswer(getDb(), world.bartek.id, { id, position: 0 })).not.toEqual(first);
	});

	test('takes none once paused, revealed or gone on, nor one that cannot be read', async () => {
		const id = await world.begin();
		expect(await world.answer(id, 'nic')).toMatchObject({ state: 'refused' });
		await world.move(id, 'pause');
		expect(await world.answer(id, 0)).toEqual({ state: 'late' });
		await world.move(id, 'resume');
		expect(await world.answer(id, 0)).toEqual({ state: 'saved' });
		await world.move(id, 'reveal');
		expect(await world.answer(id, 1)).toEqual({ state: 'late' });
		await world.move(id, 'next');
		expect(await world.answer(id, 1, 0)).toEqual({ state: 'late' });
	});

	test('tells nothing of the key before the wall does', async () => {
		const id = await world.begin();
		await world.answer(id, 0);
		expect(JSON.stringify(await seat(id))).not.toMatch(/isRight|explanation|feedbackHtml|KLUCZ/);
		await world.move(id, 'reveal');
		expect((await seat(id)).feedback?.explanationHtml).toBeTruthy();
		expect(await wall(id)).toMatchObject({ result: { bars: null } });
	});

	test('the second of two clicks does not skip a question', async () => {
		const id = await world.begin();
		await Promise.all([world.move(id, 'next', 1), world.move(id, 'next', 1)]);
		expect(await wall(id)).toMatchObject({ position: 1, version: 2 });
	});

	test('a button of no page that ever was moves nothing', async () => {
		const id = await world.begin();
		for (const version of [Number.NaN, 1.5, 1e300, Number.POSITIVE_INFINITY, -1]) await world.move(id, 'next', version);
		expect(await wall(id)).toMatchObject({ position: 0, version: 1 });
	});

	test('is over once its group is in the archive, and none begins there', async () => {
		const { anna, group, begin, answer } = await prepare(getDb());
		await grantRole(getDb(), anna, 'coordinator', { id: group.organizationId });
		const id = await begin();
		await archiveGroup(getDb(), anna, group.id, now);
		expect((await getSession(getDb(), group.id, id, now)).state).toBe('ended');
		expect(await answer(id, 0)).toEqual({ state: 'late' });
		await expect(begin()).rejects.toMatchObject({ status: 409 });
	});

	test('is for those who learn in the group, and only while they do', async () => {
		const id = await world.begin();
		await expect(getSessionOfLearner(getDb(), world.darek.id, id, now)).rejects.toMatchObject({ status: 404 });
		await expect(getSession(getDb(), 'inna', id, now)).rejects.toMatchObject({ status: 404 });
		expect(await listSessionsOfLearner(getDb(), world.bartek.id, now)).toMatchObject([{ id, groupName: '7b' }]);
		expect(await listSessionsOfLearner(getDb(), world.darek.id, now)).toEqual([]);
	});

	test('ends when another begins, and by itself after three hours', async () => {
		const first = await world.begin();
		const second = await world.begin();
		expect((await wall(first)).state).toBe('ended');
		expect((await findRunningSession(getDb(), world.group.id, hours(2.9)))?.id).toBe(second);
		expect(await findRunningSession(getDb(), world.group.id, hours(3.1))).toBeUndefined();
		await cleanLiveSessions(getDb(), hours(3.1));
		const { state } = await getDb()
			.selectFrom('liveSession')
			.select('state')
			.where('id', '=', second)
			.executeTakeFirstOrThrow();
		expect(state).toBe('ended');
	});

	test('what was answered is gone after thirty days, and not before', async () => {
		const id = await world.begin();
		await world.answer(id, 0);
		const count = async () =>
			(await getDb().selectFrom('liveAnswer').select('position').where('liveSessionId', '=', id).execute()).length;
		await cleanLiveSessions(getDb(), hours(29 * 24));
		expect(await count()).toBe(1);
		await cleanLiveSessions(getDb(), hours(31 * 24));
		expect(await count()).toBe(0);
	});
});

/** Reads events until one says what is waited for. */
async function readUntil(stream: ReadableStream<Uint8Array>, wanted: string): Promise<string> {
	const reader = stream.getReader();
	let heard = '';
	while (!heard.includes(wanted)) {
		const { value, done } = await reader.read();
		if (done) break;
		heard += new TextDecoder().decode(value);
	}
	reader.releaseLock();
	return heard;
}

describe('two programs on PostgreSQL', () => {
	let database: TestDatabase;
	let second: Db;
	beforeAll(async () => {
		database = await createTestDatabase('postgres');
		second = openDatabase(database.address);
	});
	afterAll(async () => {
		await second.destroy();
		await database.drop();
	});

	const listener = (sessionId: string, personId: string) => ({
		sessionId,
		personId,
		tell: ({ version, answered }: { version: number; answered: number }) => `${version} ${answered}`,
		isAllowed: () => Promise.resolve(true)
	});

	test('who listens to one hears what is done through the other, up to the end', async () => {
		const world = await prepare(database.db);
		const id = await world.begin(new Date());
		const stream = eventHubOf(second).listen(listener(id, world.bartek.id));
		expect(await readUntil(stream, 'data: 1 0')).toContain('data: 1 0');
		await world.move(id, 'next');
		await readUntil(stream, 'data: 2 0');
		await world.move(id, 'end');
		expect(await readUntil(stream, 'event: ended')).toContain('event: ended');
		expect(eventHubOf(second).listenerCount).toBe(0);
	});

	test('somebody with many windows is told to close some; closing one makes room', async () => {
		const { bartek, begin } = await prepare(database.db);
		const id = await begin(new Date());
		const hub = eventHubOf(second);
		const streams = Array.from({ length: 5 }, () => hub.listen(listener(id, bartek.id)));
		expect(() => hub.listen(listener(id, bartek.id))).toThrow(/otwarta w wielu miejscach/);
		await streams[0]?.cancel();
		streams[0] = hub.listen(listener(id, bartek.id));
		for (const stream of streams) await stream.cancel();
		expect(hub.listenerCount).toBe(0);
	});
});
