import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCourses } from '#lib/courses/server/load-courses.ts';
import { createTeam } from '#lib/groups/server/teams.ts';
import { createInvitation } from '#lib/organizations/server/invitations.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Visitor } from '../support/http.ts';
import { addTeacher, createGroupWith } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { listRoutes, type Route } from '../support/routes.ts';
import { serveWorld, type ServedWorld } from '../support/served-world.ts';
import { pathOf, worldCourses, type World } from '../support/world.ts';
import { liveParams } from '../support/worlds/live.ts';
import { markingParams } from '../support/worlds/marking.ts';
import { reportParams } from '../support/worlds/reports.ts';
import { rosterParams } from '../support/worlds/rosters.ts';

const GROUP_PATTERN = String.raw`/\(app\)/grupy/\[groupId\]`;
const NAMES = ['personId', 'attemptId', 'importId', 'sessionId', 'reportId'] as const;
/** Of a group of the same school that Anna does not teach: everything that stands in an address below a group. */
type Others = Record<(typeof NAMES)[number], string>;
/** The marked attempt stands in addresses of its own. */
const MARKED = 'grupy/ocenianie/attemptId';

let served: ServedWorld;
let db: Db;
let world: World;
let anna: Visitor;
let others: Others & Record<typeof MARKED, string>;
/** Another group of Anna's, with nobody and nothing in it. */
let emptyGroupId: string;
/** What stands in forms only. */
let team: string;
let invitation: string;

beforeAll(async () => {
	served = await serveWorld();
	({ db, world } = served);
	anna = await world.as('teacher');
	({ others, team, invitation } = await openOtherGroup());
	const empty = await createGroupWith(db, { id: world.params.organizationId ?? '' }, [], 'inny-kurs');
	await addTeacher(db, empty, world.people.teacher);
	emptyGroupId = empty.id;
});

afterAll(() => served.end());

async function openOtherGroup() {
	const school = { id: world.params.organizationId ?? '' };
	const zosia = await createPerson(db, 'Zosia');
	const maria = { id: world.people.colleague.id, address: '192.0.2.1' };
	const course = checkCourses(worldCourses).find(({ slug }) => slug === world.params.course)?.course;
	const quiz = course?.lessons.find((lesson) => lesson.quiz?.kind === 'test')?.quiz;
	if (!course || !quiz) throw new Error('The course of the other group is not sound.');
	const group = await createGroupWith(db, school, [zosia], course.slug);
	await addTeacher(db, group, maria);
	await enroll(db, zosia, course);
	const attempt = await startAttempt(db, { personId: zosia.id, course, quiz, now: new Date() });
	const { sessionId = '' } = await liveParams(db, { teacher: maria, group, course });
	const { reportId = '' } = await reportParams(db, { teacher: maria, group, course });
	const { importId = '' } = await rosterParams(db, { school, group, teacher: maria, coordinator: maria });
	const wanted = { organizationId: school.id, learnerGroupId: group.id, role: null, email: null, displayName: null };
	await db.transaction().execute((trx) => createInvitation(trx, maria, wanted));
	const listed = db.selectFrom('invitation').select('id').where('learnerGroupId', '=', group.id);
	const learnerAttempt = { id: attempt.id, personId: zosia.id };
	const { [MARKED]: marked = '' } = await markingParams(db, { group, course, quiz, learnerAttempt });
	return {
		others: { personId: zosia.id, attemptId: attempt.id, importId, sessionId, reportId, [MARKED]: marked },
		team: await createTeam(db, maria, group.id, 'Niebiescy', new Date()),
		invitation: (await listed.executeTakeFirstOrThrow()).id
	};
}

describe('an id of another group of the same school is not found in an address', () => {
	const below = listRoutes().filter(({ id }) => new RegExp(`^${GROUP_PATTERN}/.*\\[(?!format)`).test(id));
	const swaps = below.flatMap((route) =>
		NAMES.filter((name) => route.id.includes(`[${name}]`)).map((name) => ({ route, name }))
	);
	const ask = (route: Route, path: string) => (route.kind === 'action' ? anna.post(path) : anna.get(path));

	test.each(swaps)('$name of $route.key', async ({ route, name }) => {
		const swapped = { [name]: others[name], ...(name === 'attemptId' && { [MARKED]: others[MARKED] }) };
		const path = pathOf({ ...world, params: { ...world.params, ...swapped } }, route);
		expect((await ask(route, path)).status, path).toBe(404);
	});

	test.each(below)('another group of her own before $key', async (route) => {
		const path = pathOf(world, route).replace(world.params.groupId ?? '', emptyGroupId);
		expect((await ask(route, path)).status, path).toBe(404);
	});
});

describe('an id of another group of the same school does nothing in a form', () => {
	const fields: [path: string, form: (ids: Others & { team: string; invitation: string }) => Record<string, string>][] =
		[
			['osoby?/zespoly', ({ personId }) => ({ [`team-${personId}`]: '' })],
			['osoby?/zespoly', ({ team }) => ({ [`team-${world.params.personId}`]: team })],
			['karty', ({ personId }) => ({ osoba: personId })],
			['osoby/zaproszenia?/cofnij', ({ invitation }) => ({ invitation })],
			['ustawienia?/usunZespol', ({ team }) => ({ teamId: team })],
			['ustawienia?/nazwaZespolu', ({ team }) => ({ teamId: team, name: 'Przejęci' })],
			['ustawienia?/odejmijNauczyciela', () => ({ person: world.people.colleague.id })],
			['ustawienia?/dodajNauczyciela', () => ({ person: world.people.otherTeacher.id })],
			['ustawienia?/dodajNauczyciela', () => ({ person: world.people.learner.id })],
			['kursy/dobry-kurs/wiadomosc?/wybierz', ({ personId }) => ({ komu: personId })],
			['kursy/dobry-kurs/wiadomosc?/wyslij', ({ personId }) => ({ komu: personId, tekst: 'Dzień dobry!' })],
			['kursy/dobry-kurs/na-zywo?/zacznij', () => ({ quiz: 'inny-quiz' })]
		];

	test.each(fields.map((one, index) => [index, ...one] as const))('%i: %s', async (_, path, form) => {
		const before = await contents();
		const answer = await anna.post(`/grupy/${world.params.groupId}/${path}`, form({ ...others, team, invitation }));
		expect(answer.status).toBeLessThan(500);
		expect(await answer.text()).not.toContain('Zosia');
		expect(await contents()).toEqual(before);
	});

	test.each([
		['coordinator', 'organizacja?/przelacz', () => ({ organization: 'brak', dalej: '' })],
		[
			'otherCoordinator',
			'organizacja?/przelacz',
			() => ({ organization: world.params.organizationId ?? '', dalej: '' })
		],
		['otherCoordinator', 'panel/zespol?/cofnij', () => ({ invitation })],
		['coordinator', 'panel/zespol?/cofnij', () => ({ invitation })],
		['coordinator', 'panel/zespol?/odbierz', () => ({ person: world.people.otherTeacher.id, role: 'teacher' })],
		['coordinator', 'panel/zespol?/zapros', () => ({ role: 'admin', email: '', displayName: 'Ktoś', password: '' })],
		['coordinator', 'panel/zespol?/zapros', () => ({ role: 'teacher', organizationId: 'inna', password: '' })],
		['teacher', 'panel/zespol?/zapros', () => ({ role: 'coordinator', email: '', displayName: '', password: '' })],
		[
			'otherCoordinator',
			'panel/osoby/nowe',
			() => ({ organizationId: world.params.organizationId ?? '', nicknames: 'Ala' })
		]
	] as const)('%s: %s', async (asker, path, form) => {
		const visitor = await world.as(asker);
		const before = await contents();
		const answer = await visitor.post(`/${path}`, form());
		expect(answer.status).toBeLessThan(500);
		expect(answer.status).toBeGreaterThanOrEqual(400);
		expect(await contents()).toEqual(before);
	});
});

/** A digest of every table in which deeds leave something. */
async function contents(): Promise<Record<string, string>> {
	const digests: Record<string, string> = {};
	for (const { name } of await db.introspection.getTables()) {
		if (['sign_in_throttle', 'job', 'database_time'].includes(name)) continue;
		const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
		const lines = rows.map((row) => JSON.stringify(row)).sort();
		digests[name] = createHash('sha256').update(lines.join('\n')).digest('hex');
	}
	return digests;
}
