import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTE_ACCESS, type Asker } from '#lib/accounts/route-access.ts';
import { createTeam, setTeam } from '#lib/groups/server/teams.ts';
import { createInvitation } from '#lib/organizations/server/invitations.ts';
import { createImport, understandTable } from '#lib/rosters/server/imports.ts';
import type { Db } from '#lib/server/db/db.ts';
import { listRoutes } from '../support/routes.ts';
import { serveWorld, type ServedWorld } from '../support/served-world.ts';
import { pathOf, type World } from '../support/world.ts';

const HOSTILE = `"'><img src=x onerror=alert(1)>{@html 1}</script><b>`;
const READERS: Asker[] = ['visitor', 'learner', 'teacher', 'coordinator', 'admin'];
const QUERY = `?szukaj=${encodeURIComponent(HOSTILE)}&zespol=${encodeURIComponent(HOSTILE)}`;
const pages = listRoutes().filter(({ kind }) => kind === 'page');

let served: ServedWorld;
let db: Db;
let world: World;

beforeAll(async () => {
	served = await serveWorld();
	({ db, world } = served);
	await nameEverything();
});

afterAll(() => served.end());

/** Whatever people may name is named so; what forms refuse, an older program or another hand may have stored. */
async function nameEverything() {
	const { groupId = '', organizationId = '', personId = '' } = world.params;
	const celina = { id: world.people.coordinator.id, address: '192.0.2.1' };
	await db.updateTable('userAccount').set({ displayName: HOSTILE }).execute();
	await db.updateTable('organization').set({ name: HOSTILE, certificateName: HOSTILE }).execute();
	await db.updateTable('learnerGroup').set({ name: HOSTILE }).execute();
	await db.transaction().execute(async (trx) => {
		const team = await createTeam(trx, celina, groupId, HOSTILE, new Date());
		await setTeam(trx, groupId, personId, team);
		const to = { organizationId, email: null, displayName: HOSTILE };
		await createInvitation(trx, celina, { ...to, role: null, learnerGroupId: groupId });
		await createInvitation(trx, celina, { ...to, role: 'teacher', learnerGroupId: null });
	});
	const rows = [
		{ line: 1, cells: ['Imię', HOSTILE] },
		{ line: 2, cells: [HOSTILE, HOSTILE] },
		{ line: 3, cells: ['Ola', HOSTILE] }
	];
	const list = await understandTable(db, organizationId, `${HOSTILE}.csv`, rows);
	world.params.importId = await createImport(db, { organizationId, learnerGroupId: groupId }, celina.id, list);
	const message = { title: HOSTILE, text: HOSTILE, path: null };
	await db
		.updateTable('notification')
		.set({ content: JSON.stringify(message) })
		.execute();
}

describe('a name is text, whatever is in it', () => {
	test.each(pages)('$key', async (page) => {
		for (const asker of READERS.filter((reader) => ROUTE_ACCESS[page.key]?.includes(reader)).slice(-2)) {
			const answer = await (await world.as(asker)).get(pathOf(world, page) + QUERY);
			expect(answer.status, asker).toBeLessThan(500);
			expect(await answer.text(), asker).not.toContain('<img src=x');
		}
	});

	test('it was there to be seen', async () => {
		const anna = await world.as('teacher');
		for (const path of ['', '/osoby', '/ustawienia', '/kursy/dobry-kurs', `/import/${world.params.importId}`]) {
			const html = await (await anna.get(`/grupy/${world.params.groupId}${path}`)).text();
			expect(html, path).toContain('&lt;img src=x');
		}
	});
});
