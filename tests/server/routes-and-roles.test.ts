import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ASKERS, ROUTE_ACCESS, type Asker } from '#lib/accounts/route-access.ts';
import { signInCookie, startSignIn } from '#lib/accounts/server/sign-in.ts';
import type { Db } from '#lib/server/db/db.ts';
import { Visitor } from '../support/http.ts';
import { listRoutes, type Route } from '../support/routes.ts';
import { serveWorld, type ServedWorld } from '../support/served-world.ts';
import type { RunningServer } from '../support/server.ts';
import { pathOf, type World } from '../support/world.ts';
import { rosterParams } from '../support/worlds/rosters.ts';

const routes = listRoutes();
const changes = routes.filter(({ kind, name }) => kind === 'action' || (kind === 'endpoint' && name === 'POST'));
let served: ServedWorld;
let server: RunningServer;
let db: Db;
let world: World;

beforeAll(async () => {
	served = await serveWorld();
	({ server, db, world } = served);
});

afterAll(() => served.end());

test('the table names every page, action and endpoint, and nothing else', () => {
	expect(routes.map(({ key }) => key).sort()).toEqual(Object.keys(ROUTE_ACCESS).sort());
});

describe('everyone gets what the table says, and nothing more', () => {
	test.each(routes)('$key', async (route) => {
		const admitted: Asker[] = [];
		for (const asker of ASKERS) {
			if (route.name === 'porzuc') await layOutPreviews();
			const answers = await knock(route, await world.as(asker));
			const doors = await Promise.all(answers.map((answer) => isOpen(route, answer)));
			expect(new Set(doors).size, `${asker}: the page and its data differ`).toBe(1);
			if (doors[0]) admitted.push(asker);
		}
		expect(admitted).toEqual(ROUTE_ACCESS[route.key]);
	});
});

/** A preview can be thrown away once: the next asker, and the next route, need one of their own. */
async function layOutPreviews(): Promise<void> {
	const { teacher, coordinator } = world.people;
	const [school, group] = [{ id: world.params.organizationId ?? '' }, { id: world.params.groupId ?? '' }];
	Object.assign(world.params, await rosterParams(db, { school, group, teacher, coordinator }));
}

/** Asks for a route as a browser would: a page also for its data alone, a form with nothing in it. */
async function knock(route: Route, visitor: Visitor): Promise<Response[]> {
	const path = pathOf(world, route);
	if (route.kind === 'page') {
		const data = path === '/' ? '/__data.json' : `${path}/__data.json`;
		return [await visitor.get(path), await visitor.get(data)];
	}
	if (route.kind === 'action') return [await visitor.post(path)];
	if (route.name === 'GET') return [await visitor.get(path)];
	return [await visitor.postJson(path, oneAnswer())];
}

const oneAnswer = () => ({ changes: [{ position: 0, value: null, key: randomUUID() }] });

/** Whether the asker was let in; a server that fails is not an answer. */
async function isOpen({ kind }: Route, answer: Response): Promise<boolean> {
	const { status, url } = answer;
	expect(status, url).toBeLessThan(500);
	expect(status, url).not.toBe(429);
	if (url.endsWith('/__data.json')) {
		const data = (await answer.json()) as { type?: string; nodes?: ({ type: string } | null)[] };
		return status < 300 && data.type === 'data' && (data.nodes ?? []).every((node) => node?.type !== 'error');
	}
	const location = answer.headers.get('location');
	if (location !== null) return kind !== 'page' && !isDoor(location);
	return ![401, 403, 404].includes(status);
}

/** Where those are sent who have to sign in first. */
const isDoor = (location: string) => /^\/logowanie(\?dalej=.*)?$/.test(location);

describe('no change comes from another site', () => {
	test.each(changes)('$key', async (route) => {
		const visitor = await world.as('admin');
		const send = (headers: Record<string, string>) =>
			route.kind === 'action'
				? visitor.post(pathOf(world, route), {}, headers)
				: visitor.postJson(pathOf(world, route), oneAnswer(), headers);
		for (const headers of [{ origin: 'https://zly.example' }, { origin: 'null' }, { origin: '' }]) {
			expect((await send(headers)).status, JSON.stringify(headers)).toBe(403);
		}
	});
});

test('a method that a route does not know is refused', async () => {
	const askers = ['admin', 'coordinator', 'author', 'learner'] as const;
	const letIn = ({ key }: Route) => world.as(askers.find((asker) => ROUTE_ACCESS[key]?.includes(asker)) ?? 'learner');
	const withActions = new Set(routes.filter(({ kind }) => kind === 'action').map(({ id }) => id));
	for (const route of routes.filter(({ kind }) => kind === 'page')) {
		const visitor = await letIn(route);
		const methods = withActions.has(route.id) ? ['PUT', 'DELETE'] : ['PUT', 'DELETE', 'POST'];
		for (const method of methods) {
			const { status } = await visitor.send(pathOf(world, route), { method });
			expect(status, `${method} ${route.key}`).toBe(405);
		}
	}
	for (const route of routes.filter(({ kind }) => kind === 'endpoint')) {
		const method = route.name === 'POST' ? 'GET' : 'DELETE';
		const { status } = await (await letIn(route)).send(pathOf(world, route), { method });
		expect(status, `${method} ${route.key}`).toBe(405);
	}
});

test('a body that is too large is refused', async () => {
	const learner = await world.as('learner');
	const large = 'x'.repeat(600 * 1024);
	expect((await learner.post('/logowanie', { login: large })).status).toBe(413);
	expect((await learner.post('/konto?/rename', { displayName: large })).status).toBe(413);
	const answers = `/api/podejscia/${world.params.attemptId}/odpowiedzi`;
	expect((await learner.postJson(answers, { large })).status).toBe(413);
	expect((await learner.postJson(answers, { large: large.slice(0, 70_000) })).status).toBe(413);
	const body = new FormData();
	body.set('plik', new File([large], 'dyplom.pdf', { type: 'application/pdf' }));
	const certificate = `/zaswiadczenia/${world.params.code}?/sprawdz`;
	expect((await learner.send(certificate, { method: 'POST', body })).status).toBe(413);
});

test('an object of somebody else and one that does not exist get the same answer', async () => {
	const darek = await world.as('otherCoordinator');
	const { attemptId = '', id = '', pupilId = '' } = world.params;
	const walls = {
		[`/podejscia/${attemptId}`]: attemptId,
		[`/panel/zaswiadczenia/${id}`]: id,
		[`/panel/osoby/${pupilId}`]: pupilId
	};
	for (const [path, object] of Object.entries(walls)) {
		const [others, nobodys] = [await darek.get(path), await darek.get(path.replace(object, randomUUID()))];
		expect(others.status, path).toBe(404);
		expect(nobodys.status, path).toBe(404);
		expect(plain(await others.text())).toBe(plain(await nobodys.text()));
	}
});

/** A page without what changes with every answer. */
const plain = (html: string) => html.replaceAll(/nonce="[^"]*"/g, '').replaceAll(/[\da-f-]{36}/g, '');

test('an organization’s people and certificates are not on the lists of another', async () => {
	for (const [asker, isTheirs] of [
		['coordinator', true],
		['otherCoordinator', false],
		['admin', true]
	] as const) {
		const visitor = await world.as(asker);
		expect((await (await visitor.get('/panel/osoby')).text()).includes('kuba.7b'), asker).toBe(isTheirs);
		expect((await (await visitor.get('/panel/zaswiadczenia')).text()).includes('Bartek'), asker).toBe(isTheirs);
	}
});

test('somebody who came with a one-time code gets no further without a password of their own', async () => {
	const pupil = await world.as('pupil');
	const setFlag = (mustChangePassword: 0 | 1) =>
		db.updateTable('userAccount').set({ mustChangePassword }).where('id', '=', world.people.pupil.id).execute();
	await setFlag(1);
	for (const route of routes.filter(({ id, kind }) => id.startsWith('/(app)') && kind === 'page')) {
		const { status, headers } = await pupil.get(pathOf(world, route));
		if (route.id === '/(app)/konto/haslo') expect(status).toBe(200);
		else if (/^\/\(app\)\/(panel|grupy|autor)(\/|$)/.test(route.id)) expect(status).toBe(403);
		else expect([status, headers.get('location')], route.key).toEqual([303, '/konto/haslo']);
	}
	expect((await pupil.postJson(`/api/podejscia/${world.params.attemptId}/odpowiedzi`, oneAnswer())).status).toBe(403);
	await setFlag(0);
});

test('staff without a second factor is asked to set one up before anything in the panel', async () => {
	const celina = world.people.coordinator;
	const setSecret = (totpSecret: string | null) =>
		db.updateTable('userAccount').set({ totpSecret }).where('id', '=', celina.id).execute();
	const before = await db
		.selectFrom('userAccount')
		.select('totpSecret')
		.where('id', '=', celina.id)
		.executeTakeFirstOrThrow();
	await setSecret(null);
	const token = await startSignIn(db, celina.id, { device: 'test' });
	const visitor = new Visitor(server.origin);
	visitor.cookies.set(signInCookie({ origin: server.origin }).name, token);
	for (const route of routes.filter(({ id }) => id.startsWith('/(app)/panel'))) {
		for (const answer of await knock(route, visitor)) {
			if (answer.url.endsWith('/__data.json')) expect(await answer.text()).toContain('/konto/drugi-skladnik');
			else expect([answer.status, answer.headers.get('location')], route.key).toEqual([303, '/konto/drugi-skladnik']);
		}
	}
	await setSecret(before.totpSecret);
});

test('a role that was taken away and a blocked account are without effect at once', async () => {
	const visitor = await world.as('coordinator');
	const { id } = world.people.coordinator;
	expect((await visitor.get('/panel/osoby')).status).toBe(200);
	const role = await db.deleteFrom('role').where('userAccountId', '=', id).returningAll().executeTakeFirstOrThrow();
	expect((await visitor.get('/panel/osoby')).status).toBe(403);
	await db.insertInto('role').values(role).execute();
	expect((await visitor.get('/panel/osoby')).status).toBe(200);

	const block = (blockedAt: string | null) =>
		db.updateTable('userAccount').set({ blockedAt }).where('id', '=', id).execute();
	await block(new Date().toISOString());
	expect((await visitor.get('/panel/osoby')).headers.get('location')).toBe('/logowanie?dalej=%2Fpanel%2Fosoby');
	await block(null);
});
