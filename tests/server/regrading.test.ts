import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import type { Course } from '#lib/courses/course.ts';
import { checkCourses } from '#lib/courses/server/load-courses.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { copyAttempt } from '../support/copy-attempt.ts';
import { Visitor } from '../support/http.ts';
import { grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { worldCourses } from '../support/world.ts';

const COURSE = 'dobry-kurs';
const QUIZ = 'test-koncowy';
const PASSWORD = 'zielony rower przy torach';
const PEOPLE = 2_000;
/** Some attempts have been changed, most have not. */
const KILLED_AFTER = 100;
/** Applying takes a few seconds on an idle machine. */
const LONGEST_MS = 120_000;

let server: RunningServer;
let db: Db;
let henryk: { id: string };
let author: Visitor;

beforeAll(async () => {
	server = await startServer({ env: { COURSES_DIR: worldCourses } });
	db = openDatabase(server.databaseAddress);
	henryk = await createPerson(db, 'Henryk');
	await grantRole(db, henryk, 'author', null);
	const passwordHash = await hashPassword(PASSWORD);
	await db.updateTable('userAccount').set({ passwordHash }).where('id', '=', henryk.id).execute();
	author = await new Visitor(server.origin).signInAs(db, henryk);
	const course = checkCourses(worldCourses).find(({ slug }) => slug === COURSE)!.course!;
	await copyAttempt(db, await takeTest(course), PEOPLE - 1);
}, LONGEST_MS);
afterAll(async () => {
	await db.destroy();
	await server.stop();
	rmSync(server.dataDir, { recursive: true, force: true });
});

/** Everything right, in a test that asks every question. */
async function takeTest(course: Course): Promise<string> {
	const bartek = await createPerson(db, 'Bartek');
	const quiz = { ...course.lessons.find(({ slug }) => slug === QUIZ)!.quiz!, draw: null };
	const now = new Date(Date.now() - 3_600_000);
	await enroll(db, bartek, course, now);
	const { id } = await startAttempt(db, { personId: bartek.id, course, quiz, now });
	const changes = (await listItems(db, id)).map(({ position, content }) => {
		return { position, value: rightAnswer(content), key: `klucz-${position}` };
	});
	await db.transaction().execute((trx) => saveAnswers(trx, [{ attemptId: id, receivedAt: now, changes }]));
	await submitAttempt(db, {
		personId: bartek.id,
		attemptId: id,
		courses: { find: () => course },
		issuer: 'Próba',
		now
	});
	return id;
}

/** The answer „Fałsz” to a question of truth becomes the right one, for everybody. */
const turnedRound = { sposob: 'klucz', komu: 'wszyscy', powod: 'W kluczu była pomyłka.', 'klucz-1': 'on' };

const pathTo = (action: string, question: string) =>
	`/autor/${COURSE}/poprawki/nowa?/${action}&quiz=${QUIZ}&pytanie=${question}`;

async function preview(question: string): Promise<Record<string, string>> {
	const html = await (await author.post(pathTo('podglad', question), turnedRound)).text();
	const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
	return { ...turnedRound, odcisk: hidden('odcisk'), chwila: hidden('chwila') };
}

const count = async (table: 'regrade' | 'regradeChange') => {
	const row = await db
		.selectFrom(table)
		.select((eb) => eb.fn.countAll().as('count'))
		.executeTakeFirstOrThrow();
	return Number(row.count);
};

test('a wrong password puts nothing in force and shows the preview once more, without what was typed', async () => {
	const seen = await preview('t-dobrowolne');
	for (const [currentPassword, message] of [
		['nie to hasło', 'To nie jest Twoje hasło'],
		['', 'Wpisz swoje hasło']
	] as const) {
		const answer = await author.post(pathTo('zatwierdz', 't-dobrowolne'), { ...seen, currentPassword });
		const html = await answer.text();
		expect(answer.status).toBe(400);
		expect(html).toContain(message);
		expect(html).not.toContain('nie to hasło');
		expect(html).toContain(`name="odcisk" value="${seen.odcisk}"`);
	}
	expect(await count('regrade')).toBe(0);
});

test(
	`killed in the middle of ${PEOPLE} attempts it goes on after the restart: each is changed once, each person told once`,
	async () => {
		const sent = author.post(pathTo('zatwierdz', 't-dobrowolne'), {
			...(await preview('t-dobrowolne')),
			currentPassword: PASSWORD
		});
		const cut = sent.then(
			() => 'answered',
			() => 'cut'
		);
		await vi.waitFor(async () => expect(await count('regradeChange')).toBeGreaterThanOrEqual(KILLED_AFTER), {
			timeout: LONGEST_MS,
			interval: 5
		});
		await server.kill();
		expect(await cut).toBe('cut');
		expect(await count('regradeChange')).toBeLessThan(PEOPLE);
		const state = () => db.selectFrom('regrade').select(['state', 'changedCount']).executeTakeFirstOrThrow();
		expect(await state()).toMatchObject({ state: 'applying' });

		const { dataDir } = server;
		server = await startServer({ dataDir, env: { COURSES_DIR: worldCourses } });
		await vi.waitFor(async () => expect(await state()).toEqual({ state: 'applied', changedCount: PEOPLE }), {
			timeout: LONGEST_MS,
			interval: 100
		});
		expect(await count('regradeChange')).toBe(PEOPLE);
		const scores = await db.selectFrom('attempt').select(['score', 'maxScore']).distinct().execute();
		expect(scores.map(({ score, maxScore }) => (maxScore ?? 0) - (score ?? 0))).toEqual([100]);
		const told = await db
			.selectFrom('notification')
			.select((eb) => ['userAccountId', eb.fn.countAll().as('count')])
			.where('kind', '=', 'result')
			.groupBy('userAccountId')
			.execute();
		expect(told).toHaveLength(PEOPLE);
		expect(new Set(told.map((one) => Number(one.count)))).toEqual(new Set([1]));
		const noted = await db.selectFrom('auditLog').select('id').where('action', '=', 'regrade.applied').execute();
		expect(noted).toHaveLength(1);
	},
	LONGEST_MS
);

test(
	'applied by two tabs at once it is in force once, and the second tab is told what to do',
	async () => {
		author = await new Visitor(server.origin).signInAs(db, henryk);
		const question = findAnotherQuestion();
		const order = { ...(await preview(question)), currentPassword: PASSWORD };
		const tabs = await Promise.all([1, 2].map(() => author.post(pathTo('zatwierdz', question), order)));
		expect(tabs.map(({ status }) => status).sort()).toEqual([303, 409]);
		const refused = await tabs.find(({ status }) => status === 409)!.text();
		expect(refused).toMatch(/Obejrzyj nowy podgląd|obejrzyj nowy podgląd|ma już poprawkę/);
		expect(await count('regrade')).toBe(2);
	},
	LONGEST_MS
);

/** One with a choice whose second option is wrong so far. */
function findAnotherQuestion(): string {
	const course = checkCourses(worldCourses).find(({ slug }) => slug === COURSE)!.course!;
	const { questions } = course.lessons.find(({ slug }) => slug === QUIZ)!.quiz!;
	const found = questions.find(({ id, content }) => {
		return id !== 't-dobrowolne' && content.type === 'single' && content.choices[1]?.isRight === false;
	});
	return found!.id;
}
