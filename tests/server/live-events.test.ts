import { afterAll, beforeAll, expect, test } from 'vitest';
import { EventReader } from '../support/events.ts';
import type { Visitor } from '../support/http.ts';
import { serveWorld, type ServedWorld } from '../support/served-world.ts';

let served: ServedWorld;
let anna: Visitor;
let bartek: Visitor;

beforeAll(async () => {
	served = await serveWorld();
	anna = await served.world.as('teacher');
	bartek = await served.world.as('learner');
});
afterAll(() => served.end());

/** Anna begins a quiz with her group, which ends the one before. */
async function begin(): Promise<{ wall: string; seat: string }> {
	const { groupId, course } = served.world.params;
	const quiz = served.world.lessonWith('practice').split('/').at(-1) ?? '';
	const begun = await anna.post(`/grupy/${groupId}/kursy/${course}/na-zywo?/zacznij`, { quiz });
	const wall = begun.headers.get('location') ?? '';
	return { wall, seat: `/na-zywo/${wall.split('/').at(-1)}` };
}

async function listen(visitor: Visitor, page: string): Promise<EventReader> {
	const answer = await visitor.get(`${page}/zdarzenia`);
	expect(answer.headers.get('content-type')).toBe('text/event-stream');
	expect(answer.headers.get('cache-control')).toBe('no-store');
	if (!answer.body) throw new Error('The stream has no body.');
	return new EventReader(answer.body);
}

test('the wall hears how many have answered, a seat only that something changed, both that it is over', async () => {
	const { wall, seat } = await begin();
	const [atWall, atSeat] = [await listen(anna, wall), await listen(bartek, seat)];
	await atWall.until('data: 1 0\n');
	await atSeat.until('data: 1\n');

	// As a choice of one and as a choice of many: whichever the first question is.
	const answer = await bartek.post(`${seat}?/odpowiedz`, { position: '0', q0: '0', 'q0-0': 'on' });
	expect(answer.status).toBe(303);
	await atWall.until('data: 1 1\n');

	await anna.post(`${wall}?/pauza`, { version: '1' });
	await atWall.until('data: 2 1\n');
	await atSeat.until('data: 2\n');

	await anna.post(`${wall}?/zakoncz`, { version: '2' });
	expect(await atWall.untilItEnds()).toContain('event: ended');
	const heardAtSeat = await atSeat.untilItEnds();
	expect(heardAtSeat).toContain('event: ended');
	expect(heardAtSeat).not.toMatch(/data: \d+ \d/);
	expect((await bartek.get(`${seat}/zdarzenia`)).status).toBe(204);
});

test('nobody else hears: a colleague, another school, a visitor, a learner at the wall', async () => {
	const { wall, seat } = await begin();
	const darek = await served.world.as('otherTeacher');
	const colleague = await served.world.as('colleague');
	for (const [visitor, page, status] of [
		[colleague, wall, 404],
		[darek, wall, 404],
		[darek, seat, 404],
		[bartek, wall, 403],
		[await served.world.as('visitor'), seat, 303]
	] as const) {
		const answer = await visitor.get(`${page}/zdarzenia`);
		expect(answer.status).toBe(status);
		await answer.body?.cancel();
	}
});

test('a stream ends by itself after its listener signs out, or is taken out of the group', async () => {
	const { wall, seat } = await begin();
	const atWall = await listen(anna, wall);
	const atSeat = await listen(bartek, seat);
	await atSeat.until('data: 1\n');
	await anna.post('/wylogowanie');
	const { groupId, personId } = served.world.params;
	const celina = await served.world.as('coordinator');
	expect((await celina.post(`/grupy/${groupId}/osoby/${personId}?/usun`, { isSure: 'on' })).status).toBe(303);
	for (const heard of await Promise.all([atWall.untilItEnds(), atSeat.untilItEnds()])) {
		expect(heard).not.toContain('event: ended');
	}
	expect((await bartek.get(`${seat}/zdarzenia`)).status).toBe(404);
});
