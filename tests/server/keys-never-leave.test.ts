import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ASKERS, type Asker } from '#lib/accounts/route-access.ts';
import type { CertificateContent } from '#lib/certificates/certificate.ts';
import type { Course } from '#lib/courses/course.ts';
import { checkCourses } from '#lib/courses/server/load-courses.ts';
import { addLearner, removeMember } from '#lib/groups/server/members.ts';
import { seenToken } from '#lib/marking/mark.ts';
import { isMarkedItem } from '#lib/marking/server/marked-item.ts';
import { saveMark } from '#lib/marking/server/save-mark.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { readAnswer } from '#lib/quizzes/answer-value.ts';
import { fieldsOf } from '#lib/quizzes/question-view.ts';
import { listItems, seedOfPractice, type AttemptItem } from '#lib/quizzes/server/attempts.ts';
import { drawQuestions } from '#lib/quizzes/server/draw.ts';
import { someAnswer } from '../support/answers.ts';
import {
	CANARY_COURSE,
	CANARY_MODULE,
	CANARY_QUIZZES,
	POINTS,
	writeCanaryCourse,
	type Canary,
	type CanaryQuiz
} from '../support/canary-course.ts';
import { Visitor } from '../support/http.ts';
import { canariesIn } from '../support/leaks.ts';
import { pdfTexts } from '../support/pdf-text.ts';
import { addTeacher, createGroupWith } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { listRoutes } from '../support/routes.ts';
import { serveWorld, type ServedWorld } from '../support/served-world.ts';
import { pathOf, worldCourses, type World } from '../support/world.ts';

/** Who may read keys all the time, where and why; everything else has to wait. */
const EXCEPTIONS: { where: RegExp; who: readonly Asker[] | null; quizzes: readonly CanaryQuiz[] }[] = [
	// Whoever saves a course to practise without the internet checks as often as they like anyway.
	{ where: /bez-internetu\.json$/, who: null, quizzes: ['practice'] },
	// Authors write the keys, put them right and mark by them.
	{ where: /^\/autor\//, who: ['author'], quizzes: CANARY_QUIZZES },
	// Teachers explain the hardest questions to their group, print tests with a sheet of keys, and mark.
	{
		where: /^\/grupy\/[^/]+\/kursy\/[^/]+\/(pytania|wydruk|ocenianie)\b/,
		who: ['teacher', 'coordinator'],
		quizzes: CANARY_QUIZZES
	}
];
/** Thousands of answers: seconds on an idle machine. */
const LONGEST_MS = 300_000;
const TESTS = ['pretest', 'submit', 'close', 'drawn'] as const;
/** Names of what a key is made of, wherever data is sent as data. */
const KEY_NAMES =
	/"(isRight|feedbackHtml|explanationHtml|modelAnswerHtml|descriptionHtml|tolerance|accepted|pairs|distractors|category|right|formula|variables|optionOrder|seed|gradedHash)\\?":/;

let coursesDir: string;
let served: ServedWorld;
let course: Course;
let canaries: Map<string, Canary>;
let place: World;
let kasia: { id: string };
let learner: Visitor;
let classmate: Visitor;
const attempts = new Map<CanaryQuiz, string>();
/** Scripts, styles and pictures that pages link to: the same for everyone, so each is asked for once. */
const linked = new Set<string>();

beforeAll(async () => {
	coursesDir = mkdtempSync(join(tmpdir(), 'kanarki-'));
	for (const own of ['dobry-kurs', 'published.json'])
		cpSync(join(worldCourses, own), join(coursesDir, own), { recursive: true });
	canaries = new Map(writeCanaryCourse(coursesDir).map((canary) => [canary.text, canary]));
	served = await serveWorld(coursesDir);
	const { db, world, server } = served;
	course = checkCourses(coursesDir).find(({ slug }) => slug === CANARY_COURSE)!.course!;
	kasia = await createPerson(db, 'Kasia');
	const tomek = await createPerson(db, 'Tomek');
	const group = await createGroupWith(db, { id: world.params.organizationId ?? '' }, [kasia, tomek], CANARY_COURSE);
	await addTeacher(db, group, world.people.teacher);
	learner = await new Visitor(server.origin).signInAs(db, kasia);
	classmate = await new Visitor(server.origin).signInAs(db, tomek);
	const here = {
		course: CANARY_COURSE,
		module: CANARY_MODULE,
		lesson: 'practice',
		groupId: group.id,
		personId: kasia.id
	};
	place = { ...world, params: { ...world.params, ...here, quiz: 'submit', 'wydruk/quiz': 'submit' } };
});

afterAll(async () => {
	await served.end();
	rmSync(coursesDir, { recursive: true, force: true });
});

const lessonOf = (quiz: CanaryQuiz) => `/kursy/${CANARY_COURSE}/${CANARY_MODULE}/${quiz}`;
const group = () => place.params.groupId ?? '';

/** Everything that can be read: every page with its data, and every file. */
function readable(): string[] {
	const routes = listRoutes().filter(
		({ kind, name, id }) => (kind === 'page' || name === 'GET') && !id.endsWith('/zdarzenia')
	);
	const own = routes.flatMap((route) =>
		route.kind === 'page' ? withData(pathOf(place, route)) : [pathOf(place, route)]
	);
	const quizzes = CANARY_QUIZZES.flatMap((quiz) => [
		...withData(lessonOf(quiz)),
		...withData(`/grupy/${group()}/kursy/${CANARY_COURSE}/wydruk/${quiz}`)
	]);
	const opened = [...attempts.values()].flatMap((id) => [
		...withData(`/podejscia/${id}`),
		`/podejscia/${id}?krok=koniec`,
		...withData(`/grupy/${group()}/osoby/${kasia.id}/podejscia/${id}`)
	]);
	return [...new Set([...own, ...quizzes, ...opened])];
}

/** What no page links to: sources of the course behind its pictures, and what a search might quote. */
function guessed(): string[] {
	const words = ['kanar', '73000', 'Podpisuję'].map((word) => `/szukaj?q=${word}`);
	const sources = [
		'quiz.md',
		'lesson.md',
		'../bank.md',
		'%2e%2e/bank.md',
		'..%2fbank.md',
		'bank.md',
		'../../course.md'
	];
	const files = CANARY_QUIZZES.flatMap((quiz) =>
		sources.map((file) => `/kursy/${CANARY_COURSE}/pliki/${CANARY_MODULE}/${quiz}/${file}`)
	);
	const more = ['/service-worker.js', '/sitemap.xml', '/robots.txt', '/nie-ma', '/_app/version.json'];
	return [...words, ...files, ...more];
}

const withData = (path: string) => [path, path === '/' ? '/__data.json' : `${path}/__data.json`];

/** Asks for everything, and for files that pages link to. Gives each canary with where it was found. */
async function sweep(visitor: Visitor, paths = readable()): Promise<Map<string, string[]>> {
	const found = new Map<string, string[]>();
	const queue = [...paths];
	const work = async () => {
		for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
			const answer = await visitor.get(path);
			const bytes = await bytesOf(answer);
			for (const canary of canariesIn(bytes)) found.set(canary, [...(found.get(canary) ?? []), path]);
			for (const [, link = ''] of bytes.toString().matchAll(/(?:href|src)="(\/[^"?#]*\.[a-z\d]+)"/g)) {
				if (!linked.has(link)) queue.push(link);
				linked.add(link);
			}
		}
	};
	await Promise.all(Array.from({ length: 6 }, work));
	return found;
}

/** The whole answer: status line and headers too. */
async function bytesOf(answer: Response): Promise<Buffer> {
	expect(answer.status, `${answer.url}\n${served.server.output().slice(-2000)}`).toBeLessThan(500);
	const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
	const body = Buffer.from(await answer.arrayBuffer());
	return body.subarray(0, 2).toString('latin1') === 'PK' ? body : Buffer.concat([body, Buffer.from(`\n${headers}`)]);
}

/** What was found although it was not due, with where. */
function leaks(found: Map<string, string[]>, asker: Asker, isDue: (canary: Canary) => boolean = () => false): string[] {
	return [...found].flatMap(([text, paths]) => {
		const canary = canaries.get(text);
		if (!canary) return [`${text}: not of the course`];
		if (isDue(canary)) return [];
		const where = paths.filter(
			(path) =>
				!EXCEPTIONS.some(
					(one) => one.where.test(path) && (one.who?.includes(asker) ?? true) && one.quizzes.includes(canary.quiz)
				)
		);
		return where.map((path) => `${text} at ${path}`);
	});
}

const missing = (found: Map<string, string[]>, quiz: CanaryQuiz, isShown: (canary: Canary) => boolean) =>
	[...canaries.values()].filter((canary) => canary.quiz === quiz && isShown(canary) && !found.has(canary.text));

/** Of choices, what was chosen is answered; of a case, only what was decided and the best way are ever told. */
const isEverTold = ({ type, role }: Canary) => role !== 'rightfeedback' && (type !== 'case' || !/other/.test(role));
const decided = ({ type, role }: Canary) => type === 'case' && /^taken/.test(role);

test(
	'before anything is answered no key is sent',
	async () => {
		const paths = [...readable(), ...guessed()];
		expect(leaks(await sweep(learner, paths), 'learner')).toEqual([]);
		expect(leaks(await sweep(new Visitor(served.server.origin), paths), 'visitor')).toEqual([]);
	},
	LONGEST_MS
);

test('those who work with keys are sent them, so the search finds what is there', async () => {
	const paths = readable().filter((path) => /^\/autor|wydruk|bez-internetu/.test(path));
	const [teachers, visitors] = [
		await sweep(await place.as('teacher'), paths),
		await sweep(new Visitor(served.server.origin), paths)
	];
	expect(missing(visitors, 'practice', () => true)).toEqual([]);
	expect(missing(teachers, 'submit', ({ role }) => /^(value|first)$/.test(role))).toEqual([]);
});

test('what a PDF says is read, so the search finds what stands in certificates and reports', async () => {
	const { db, world } = served;
	const row = await db
		.selectFrom('certificate')
		.select('content')
		.where('verificationCode', '=', world.params.code ?? '')
		.executeTakeFirstOrThrow();
	const { holder, courseTitle } = JSON.parse(row.content) as CertificateContent;
	const report = pathOf(
		world,
		listRoutes().find(({ id }) => id.endsWith('/raporty/[reportId]/plik/[format]'))!
	);
	const teacher = await world.as('teacher');
	for (const [path, words] of [
		[`/zaswiadczenia/${world.params.code}/pdf`, [holder, courseTitle]],
		[report.replace(/[^/]+$/, 'pdf'), ['Raport']]
	] as const) {
		const bytes = Buffer.from(await (await teacher.get(path)).arrayBuffer());
		const said = [...pdfTexts(bytes)].join('\n').replace(/\s+/g, ' ');
		for (const word of words) expect(said, path).toContain(word);
	}
});

test(
	'an open attempt, its replies and refusals hold nothing of a key but what was decided in a case',
	async () => {
		const strange = [null, -1, 1e9, 'NaN', '7 zł', {}, [], [[]], [0, 0], ['x'.repeat(600)], { length: 3 }];
		for (const quiz of TESTS) {
			const started = await learner.post(`${lessonOf(quiz)}?/start`);
			const path = started.headers.get('location') ?? '';
			const id = path.split('/').at(-1) ?? '';
			attempts.set(quiz, id);
			const items = await listItems(served.db, id);
			expect(items.length, quiz).toBeGreaterThan(10);
			for (const value of [...strange, undefined]) {
				const changes = items.map((item) => changeOf(item, value === undefined ? answerTo(item) : value));
				const reply = await bytesOf(await learner.postJson(`/api/podejscia/${id}/odpowiedzi`, { changes }));
				expect([...canariesIn(reply)], quiz).toEqual([]);
			}
			const form = await learner.post(
				`${path}?/save`,
				Object.fromEntries(items.map(({ position }) => [`q${position}`, 'dużo']))
			);
			expect([...canariesIn(await bytesOf(form))].filter((text) => !decided(canaries.get(text)!))).toEqual([]);
			expect(await (await learner.get(`${path}/__data.json`)).text()).not.toMatch(KEY_NAMES);
			expect(await (await learner.get(path)).text()).not.toMatch(pointsOf(quiz));
		}
		const found = await sweep(learner);
		expect(leaks(found, 'learner', decided)).toEqual([]);
		for (const quiz of TESTS) expect(missing(found, quiz, decided)).toEqual([]);
		for (const asker of ASKERS) {
			const isKasias = asker === 'teacher' || asker === 'coordinator';
			expect(leaks(await sweep(await place.as(asker)), asker, isKasias ? decided : undefined), asker).toEqual([]);
		}
		expect(leaks(await sweep(classmate), 'learner')).toEqual([]);
	},
	LONGEST_MS
);

const changeOf = ({ position }: AttemptItem, value: unknown) => ({ position, value, key: randomUUID() });
/** Wrong where feedback tells what is wrong; in a case, one decision. */
function answerTo(item: Pick<AttemptItem, 'content' | 'optionOrder'>): unknown {
	const { content, optionOrder } = item;
	if (content.type === 'case') return [0];
	if (content.type === 'multiple') return [optionOrder.indexOf(1)];
	const isChoice = content.type === 'single' || content.type === 'trueFalse';
	return isChoice ? optionOrder.indexOf(0) : someAnswer(item, 2);
}
const pointsOf = (quiz: CanaryQuiz) => new RegExp(`\\b${POINTS[quiz]}(\\s|&nbsp;)*(pkt|punkt)`);

test('practice tells of a question once it is answered, and of no other', async () => {
	const quiz = course.lessons.find(({ slug }) => slug === 'practice')!.quiz!;
	const seeds = { visitor: `visitor:${quiz.slug}`, learner: seedOfPractice({ personId: kasia.id, course, quiz }, 1) };
	for (const [asker, visitor] of [
		['visitor', new Visitor(served.server.origin)],
		['learner', learner]
	] as const) {
		const answered = new Set<string>();
		for (const [position, item] of drawQuestions(quiz, seeds[asker]).entries()) {
			const { value } = readAnswer(item.content, item.optionOrder, answerTo(item));
			const fields = { position: String(position), ...fieldsOf(item.content, item.optionOrder, position, value) };
			const { type } = item.question.content;
			if (asker === 'visitor') answered.clear();
			answered.add(type);
			const reply = await bytesOf(await visitor.submit(`${lessonOf('practice')}?/check`, fields));
			const told = new Map([...canariesIn(reply)].map((text) => [text, ['the reply']]));
			expect(
				leaks(told, asker, (canary) => canary.quiz === 'practice' && answered.has(canary.type)),
				type
			).toEqual([]);
			const isTold = (canary: Canary) =>
				canary.type === type && isEverTold(canary) && !/later|wrongfeedback|rightfeedback/.test(canary.role);
			expect(missing(told, 'practice', isTold), type).toEqual([]);
		}
	}
});

test('a live quiz tells of a question once the wall shows it, to the wall and to the seats', async () => {
	const anna = await place.as('teacher');
	const begun = await anna.post(`/grupy/${group()}/kursy/${CANARY_COURSE}/na-zywo?/zacznij`, { quiz: 'practice' });
	const wall = begun.headers.get('location') ?? '';
	const seat = `/na-zywo/${wall.split('/').at(-1)}`;
	const pages = async () =>
		sweep(anna, withData(wall)).then(
			async (atWall) => new Map([...atWall, ...(await sweep(classmate, withData(seat)))])
		);
	const events = await classmate.get(`${seat}/zdarzenia`);
	const heard = Buffer.from((await events.body!.getReader().read()).value ?? []);
	expect([...canariesIn(heard)]).toEqual([]);
	expect([...(await pages()).keys()]).toEqual([]);
	await anna.post(`${wall}?/pokaz`, { version: '1' });
	const told = [...(await pages()).keys()].map((text) => canaries.get(text)!);
	expect(new Set(told.map(({ quiz, type }) => `${quiz} ${type}`)).size).toBe(1);
	await anna.post(`${wall}?/zakoncz`, { version: '2' });
});

test(
	'while the group writes, whoever left it and an account without a group are sent nothing that waits for its closing',
	async () => {
		const { db, server } = served;
		for (const name of ['Ola', 'Zosia']) {
			const person = await createPerson(db, name);
			if (name === 'Ola') await db.transaction().execute((trx) => addLearner(trx, group(), person.id, new Date()));
			else await enroll(db, person, course);
			const visitor = await new Visitor(server.origin).signInAs(db, person);
			const ended: string[] = [];
			for (const quiz of ['close', 'drawn'] as const) {
				const path = (await visitor.post(`${lessonOf(quiz)}?/start`)).headers.get('location') ?? '';
				// Without the one that people mark: the keys of a marked test wait for the mark anyway.
				const items = (await listItems(db, path.split('/').at(-1) ?? '')).filter(
					({ content }) => content.type !== 'open'
				);
				const changes = items.map((item) => ({ ...changeOf(item, answerTo(item)), confidence: 'sure' }));
				await visitor.postJson(`/api${path}/odpowiedzi`, { changes });
				await visitor.post(`${path}?/finish`);
				ended.push(...withData(path));
			}
			if (name === 'Ola') await db.transaction().execute((trx) => removeMember(trx, group(), person.id, new Date()));
			const paths = readable().filter((path) => /^\/(kursy|moje|konto|powtorki)/.test(path));
			expect(leaks(await sweep(visitor, [...paths, ...ended]), 'learner', decided), name).toEqual([]);
		}
	},
	LONGEST_MS
);

test(
	'a closed attempt tells what its policy says, when it says so',
	async () => {
		for (const id of attempts.values()) await learner.post(`/podejscia/${id}?/finish`);
		expect(leaks(await sweep(learner), 'learner', (canary) => canary.quiz === 'practice' || decided(canary))).toEqual(
			[]
		);
		for (const id of attempts.values()) await markOpenAnswers(id);
		const isAnswered = ({ quiz }: Canary) => quiz === 'practice';
		const due = new Set<CanaryQuiz>(['submit']);
		const isDue = (canary: Canary) => due.has(canary.quiz) || isAnswered(canary) || decided(canary);
		const look = async (paths = readable()) => {
			const found = await sweep(learner, paths);
			expect(leaks(found, 'learner', isDue)).toEqual([]);
			for (const quiz of due) expect(missing(found, quiz, isTold), quiz).toEqual([]);
			for (const quiz of due)
				expect(await (await learner.get(`/podejscia/${attempts.get(quiz)}/__data.json`)).text()).toContain(
					`${POINTS[quiz]}00`
				);
		};
		const isTold = (canary: Canary) => isEverTold(canary) && !/^later(node|choice)/.test(canary.role);
		await look();
		await served.db
			.updateTable('courseAssignment')
			.set({ dueOn: '2020-01-01' })
			.where('learnerGroupId', '=', group())
			.execute();
		for (const quiz of ['close', 'drawn'] as const) due.add(quiz);
		await look();
		await served.db
			.updateTable('enrollment')
			.set({ completedAt: new Date().toISOString() })
			.where('userAccountId', '=', kasia.id)
			.execute();
		due.add('pretest');
		await look([...attempts.values()].map((id) => `/podejscia/${id}`));
		expect(leaks(await sweep(classmate), 'learner')).toEqual([]);
	},
	LONGEST_MS
);

/** Full points for whatever people mark. */
async function markOpenAnswers(attemptId: string): Promise<void> {
	const { id: readerId } = place.people.teacher;
	const scope = { kind: 'group' as const, groupId: group(), courseSlug: CANARY_COURSE, readerId };
	const grading = { courses: { find: () => course }, issuer: 'Szkoła', now: new Date() };
	for (const item of await listItems(served.db, attemptId)) {
		if (!isMarkedItem(item)) continue;
		const mark = {
			criteria: item.content.criteria.map(({ points }) => points * 100),
			comment: '',
			seen: seenToken([])
		};
		await saveMark(served.db, scope, '127.0.0.1', { attemptId, position: item.position, mark }, grading);
	}
}

test('no mail and no notification holds anything of a key', async () => {
	const { db } = served;
	const told = [
		await db.selectFrom('outbox').selectAll().execute(),
		await db.selectFrom('notification').selectAll().execute()
	];
	expect([...canariesIn(Buffer.from(JSON.stringify(told)))]).toEqual([]);
});
