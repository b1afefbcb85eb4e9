import { beforeEach, expect, test } from 'vitest';
import { getBoard } from '#lib/board/server/board.ts';
import { seenToken, visibleMarks } from '#lib/marking/mark.ts';
import type { MarkingScope } from '#lib/marking/server/marking-scope.ts';
import { getMarkingPage } from '#lib/marking/server/marking-page.ts';
import { listMarks } from '#lib/marking/server/marks.ts';
import { getQueue, listRecentlyMarked } from '#lib/marking/server/queue.ts';
import { saveMark } from '#lib/marking/server/save-mark.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { listLearnedCourses } from '#lib/progress/server/my-learning.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { getAttemptPage } from '#lib/quizzes/server/attempt-page.ts';
import { getAttemptForPerson, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { regrade, submitAttempt } from '#lib/quizzes/server/grading.ts';
import { findQuizResult } from '#lib/quizzes/server/quiz-results.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { markedCourse, markedQuiz, markingAt } from '../support/marked-quiz.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const later = new Date('2026-11-23T12:00:00.000Z');
const OPEN = 1;

describeOnBothDatabases('marking', (getDb) => {
	let school: { id: string };
	let anna: { id: string };
	let celina: { id: string };
	let bartek: { id: string };
	let group: { id: string };

	beforeEach(async () => {
		school = await createOrganization(getDb(), 'Szkoła nr 1');
		[anna, celina, bartek] = [
			await createPerson(getDb(), 'Anna'),
			await createPerson(getDb(), 'Celina'),
			await createPerson(getDb(), 'Bartek')
		];
		await grantRole(getDb(), anna, 'teacher', school);
		await grantRole(getDb(), celina, 'coordinator', school);
		group = await createGroupWith(getDb(), school, [bartek], markedCourse.slug);
		await addTeacher(getDb(), group, anna);
	});

	const scopeOf = (reader: { id: string }, groupId: string | null = group.id): MarkingScope => ({
		...{ courseSlug: markedCourse.slug, readerId: reader.id },
		...(groupId === null ? { kind: 'authors' } : { kind: 'group', groupId })
	});

	/** Right about the key; the open answer as given, no file. */
	async function handInTest(person: { id: string }, answer: string, quiz: Quiz = markedQuiz): Promise<string> {
		await enroll(getDb(), person, markedCourse, now);
		const { id } = await startAttempt(getDb(), { personId: person.id, course: markedCourse, quiz, now });
		const given = { attemptId: id, receivedAt: now };
		const changes = [
			{ position: 0, value: 0, confidence: null, key: 'a' },
			{ position: OPEN, value: answer, confidence: null, key: 'b' }
		];
		await getDb()
			.transaction()
			.execute((trx) => saveAnswers(trx, [{ ...given, changes }]));
		await submitAttempt(getDb(), { personId: person.id, attemptId: id, ...markingAt(now) });
		return id;
	}

	async function mark(
		reader: { id: string },
		attemptId: string,
		criteria: number[],
		seen?: string,
		groupId?: string | null
	) {
		const marks = (await listMarks(getDb(), attemptId)).get(OPEN) ?? [];
		const { policy } = await getAttempt(attemptId);
		const visible = seenToken(visibleMarks({ marks, policy: policy.marking ?? 'single', maxScore: 400 }, reader.id));
		const given = { criteria, comment: `od ${reader.id}`, seen: seen ?? visible };
		const place = { attemptId, position: OPEN, mark: given };
		await saveMark(getDb(), scopeOf(reader, groupId), '192.0.2.1', place, markingAt(later));
	}

	const getAttempt = (attemptId: string) => getAttemptForPerson(getDb(), bartek.id, attemptId);
	const resultOf = (personId: string) =>
		findQuizResult(getDb(), { personId, courseSlug: markedCourse.slug, quizSlug: markedQuiz.slug });
	const storedMarks = (attemptId: string) =>
		getDb().selectFrom('mark').select(['reader', 'score']).where('attemptId', '=', attemptId).execute();
	const double: Quiz = { ...markedQuiz, marking: 'double' };

	test('an attempt with an open answer waits, with its other answers scored and no result', async () => {
		const id = await handInTest(bartek, 'Żeby było wiadomo.');
		expect(await getAttempt(id)).toMatchObject({ state: 'submitted', score: null, isPassed: null });
		const items = await getDb()
			.selectFrom('attemptItem')
			.select('score')
			.where('attemptId', '=', id)
			.orderBy('position')
			.execute();
		expect(items).toEqual([{ score: 100 }, { score: null }, { score: 0 }]);
		expect(await resultOf(bartek.id)).toBeUndefined();
		const page = await getAttemptPage(getDb(), { personId: bartek.id, attemptId: id, ...markingAt(now) });
		expect(page).toMatchObject({ isOpen: false, isWaiting: true });
	});

	test('while an attempt waits for marks no other begins, its keys stay closed, and the board says who is to act', async () => {
		const id = await handInTest(bartek, 'Żeby było wiadomo.');
		const start = { personId: bartek.id, course: markedCourse, quiz: markedQuiz, now: later };
		expect(await startAttempt(getDb(), start)).toEqual({ id, isNew: false });
		const asked = { personId: bartek.id, attemptId: id, ...markingAt(later) };
		const waiting = await getAttemptPage(getDb(), asked);
		expect(waiting).toMatchObject({ mayTryAgain: false, isResultDue: false, isFeedbackDue: false });
		expect(JSON.stringify(waiting)).not.toContain('KLUCZ');
		const month = new Date('2026-12-23T10:00:00.000Z');
		const assignment = { opensOn: null, dueOn: null, createdAt: now.toISOString() };
		const of = { group: { ...group, archivedAt: null }, course: markedCourse, assignment, now: month };
		const { rows, lastActivityAt } = await getBoard(getDb(), of);
		expect(rows).toMatchObject([{ waiting: new Set([markedQuiz.slug]), reasons: [] }]);
		expect(lastActivityAt).toBe(now.toISOString());
		const [learned] = await listLearnedCourses(getDb(), bartek.id, () => markedCourse, month);
		expect(learned?.progress).toMatchObject({ next: null, missing: [expect.stringContaining('Czeka na ocenę')] });

		await mark(anna, id, [300, 100]);
		const marked = await getAttemptPage(getDb(), asked);
		expect(marked).toMatchObject({ mayTryAgain: true, isResultDue: true, isFeedbackDue: true });
		expect(JSON.stringify(marked)).toContain('KLUCZ');
		expect(await startAttempt(getDb(), start)).toMatchObject({ isNew: true });
	});

	test('without anything to mark the attempt is graded at once', async () => {
		const id = await handInTest(bartek, '  ');
		expect(await getAttempt(id)).toMatchObject({ state: 'graded', score: 100, maxScore: 900, isPassed: 0 });
	});

	test('the last mark grades: result, completion, certificate and a word to the learner, in one go', async () => {
		const id = await handInTest(bartek, 'Żeby było wiadomo.');
		expect((await getQueue(getDb(), scopeOf(anna))).waiting).toMatchObject([
			{ attemptId: id, position: OPEN, learnerName: 'Bartek', task: 'mark' }
		]);
		await mark(anna, id, [300, 100]);
		expect(await getAttempt(id)).toMatchObject({ state: 'graded', score: 500, maxScore: 900, isPassed: 0 });
		expect(await resultOf(bartek.id)).toMatchObject({ gradedCount: 1, bestScore: 500, passedAt: null });
		expect((await getQueue(getDb(), scopeOf(anna))).waiting).toEqual([]);
		expect(await regrade(getDb(), id)).toMatchObject({ score: 500, maxScore: 900 });
		const told = await getDb().selectFrom('notification').select(['userAccountId', 'kind']).execute();
		expect(told).toContainEqual({ userAccountId: bartek.id, kind: 'result' });
	});

	test('a pass by a mark completes the course; a lower mark later takes the pass back, but not the diploma', async () => {
		const easy: Quiz = { ...markedQuiz, passingPercent: 50 };
		const id = await handInTest(bartek, 'Żeby było wiadomo.', easy);
		await mark(anna, id, [300, 100]);
		expect(await resultOf(bartek.id)).toMatchObject({ passedAt: now.toISOString() });
		const certificates = () =>
			getDb().selectFrom('certificate').select('state').where('userAccountId', '=', bartek.id).execute();
		expect(await certificates()).toEqual([{ state: 'valid' }]);

		await mark(anna, id, [50, 0]);
		expect(await getAttempt(id)).toMatchObject({ state: 'graded', score: 150, isPassed: 0 });
		expect(await resultOf(bartek.id)).toMatchObject({ gradedCount: 1, bestScore: 150, lastScore: 150, passedAt: null });
		expect(await certificates()).toEqual([{ state: 'valid' }]);
		const [entry] = await getDb()
			.selectFrom('auditLog')
			.select('detail')
			.where('action', '=', 'attempt.markChanged')
			.where('subjectId', '=', bartek.id)
			.execute();
		expect(JSON.parse(entry?.detail ?? '')).toMatchObject({
			criteria: { old: [300, 100], new: [50, 0] },
			score: { old: 500, new: 150 }
		});
		expect(entry?.detail).not.toContain('wiadomo');
	});

	test('marks changed in another order than the attempts were made leave the best, the last and the first pass right', async () => {
		const easy: Quiz = { ...markedQuiz, passingPercent: 50 };
		const first = await handInTest(bartek, 'Pierwsza praca.', easy);
		await mark(anna, first, [0, 100]);
		const second = await handInTest(bartek, 'Druga praca.', easy);
		await mark(anna, second, [200, 0]);
		await mark(anna, first, [300, 100]);
		expect(await resultOf(bartek.id)).toMatchObject({ gradedCount: 2, bestScore: 500, lastScore: 300 });
		await mark(anna, first, [0, 0]);
		expect(await resultOf(bartek.id)).toMatchObject({ gradedCount: 2, bestScore: 300, lastScore: 300, passedAt: null });
	});

	test('whoever marks at the same time as somebody else is told, and overwrites nothing', async () => {
		const id = await handInTest(bartek, 'Żeby było wiadomo.');
		const both = await Promise.allSettled([mark(anna, id, [100, 0], ''), mark(celina, id, [300, 100], '')]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await storedMarks(id)).toMatchObject([{ reader: 'first' }]);
	});

	test('of two readers the second sees nothing of the first, and the mean counts', async () => {
		const id = await handInTest(bartek, 'Żeby było wiadomo.', double);
		await mark(anna, id, [300, 0]);
		expect(await getAttempt(id)).toMatchObject({ state: 'submitted' });
		expect(await getQueue(getDb(), scopeOf(anna))).toMatchObject({ waiting: [], forOthers: [{ task: 'wait' }] });

		const at = { attemptId: id, position: OPEN, path: '/ocenianie' };
		const blind = await getMarkingPage(getDb(), scopeOf(celina), at);
		expect(blind).toMatchObject({ reader: 'second', task: 'mark', marks: [], own: null, final: null, seen: '' });
		expect(JSON.stringify(blind)).not.toContain(anna.id);

		await mark(celina, id, [251, 0]);
		expect(await getAttempt(id)).toMatchObject({ state: 'graded', score: 375 });
		expect(await getMarkingPage(getDb(), scopeOf(anna), at)).toMatchObject({ final: { score: 275 }, task: 'change' });
	});

	test('two who begin at once become first and second, each without seeing the other', async () => {
		const id = await handInTest(bartek, 'Żeby było wiadomo.', double);
		await Promise.all([mark(anna, id, [300, 0], ''), mark(celina, id, [300, 50], '')]);
		expect(await getAttempt(id)).toMatchObject({ state: 'graded', score: 425 });
	});

	test('the audit log tells nothing of a first mark before the second is there', async () => {
		const id = await handInTest(bartek, 'Żeby było wiadomo.', double);
		const listCriteria = async () => {
			const entries = await getDb()
				.selectFrom('auditLog')
				.select('detail')
				.where('subjectId', '=', bartek.id)
				.execute();
			return entries.filter(({ detail }) => detail?.includes('criteria'));
		};
		await mark(anna, id, [290, 70]);
		expect(await listCriteria()).toEqual([]);
		await mark(celina, id, [300, 50]);
		expect(await listCriteria()).toHaveLength(1);
	});

	test('nobody is both readers, and marks too far apart wait for an agreed one', async () => {
		const id = await handInTest(bartek, 'Żeby było wiadomo.', double);
		await mark(anna, id, [300, 100]);
		await mark(anna, id, [280, 100]);
		expect(await storedMarks(id)).toEqual([{ reader: 'first', score: 380 }]);
		await mark(celina, id, [100, 100]);
		expect(await getAttempt(id)).toMatchObject({ state: 'submitted' });
		expect((await getQueue(getDb(), scopeOf(anna))).waiting).toMatchObject([{ task: 'agree' }]);
		await mark(anna, id, [200, 100]);
		expect(await getAttempt(id)).toMatchObject({ state: 'graded', score: 400 });
		expect(await listRecentlyMarked(getDb(), scopeOf(celina))).toMatchObject([{ attemptId: id, task: 'change' }]);
	});

	test('answers of a group are for its staff, those without a group for authors, one’s own for nobody', async () => {
		const filip = await createPerson(getDb(), 'Filip');
		const henryk = await createPerson(getDb(), 'Henryk');
		const inGroup = await handInTest(bartek, 'Z grupy.');
		const alone = await handInTest(filip, 'Bez grupy.');
		const waitingFor = async (scope: MarkingScope) =>
			(await getQueue(getDb(), scope)).waiting.map(({ attemptId, learnerName }) => [attemptId, learnerName]);
		expect(await waitingFor(scopeOf(anna))).toEqual([[inGroup, 'Bartek']]);
		expect(await waitingFor(scopeOf(henryk, null))).toEqual([[alone, null]]);
		expect(await waitingFor(scopeOf(filip, null))).toEqual([]);

		const other = await createGroupWith(getDb(), school, [], markedCourse.slug);
		const place = { position: OPEN, mark: { criteria: [0, 0], comment: '', seen: '' } };
		for (const [scope, attemptId] of [
			[scopeOf(anna), alone],
			[scopeOf(anna, other.id), inGroup],
			[scopeOf(henryk, null), inGroup],
			[scopeOf(filip, null), alone],
			[{ ...scopeOf(anna), courseSlug: 'inny-kurs' }, inGroup]
		] as const) {
			const saved = saveMark(getDb(), scope, '192.0.2.1', { ...place, attemptId }, markingAt(later));
			await expect(saved).rejects.toMatchObject({ status: 404 });
			const seen = getMarkingPage(getDb(), scope, { attemptId, position: OPEN, path: '/ocenianie' });
			await expect(seen).rejects.toMatchObject({ status: 404 });
		}
		for (const position of [0, 2, 7, Number.NaN]) {
			const saved = saveMark(
				getDb(),
				scopeOf(anna),
				'192.0.2.1',
				{ ...place, attemptId: inGroup, position },
				markingAt(later)
			);
			await expect(saved).rejects.toMatchObject({ status: 404 });
		}
	});

	test('a group in the archive keeps its marks as they are', async () => {
		const id = await handInTest(bartek, 'Żeby było wiadomo.');
		await getDb()
			.updateTable('learnerGroup')
			.set({ archivedAt: later.toISOString() })
			.where('id', '=', group.id)
			.execute();
		await expect(mark(anna, id, [100, 0])).rejects.toMatchObject({ status: 409 });
	});

	test('a test that ran out of time counts as expired once it is marked', async () => {
		await enroll(getDb(), bartek, markedCourse, now);
		const { id } = await startAttempt(getDb(), { personId: bartek.id, course: markedCourse, quiz: markedQuiz, now });
		const changes = [{ position: OPEN, value: 'W czasie.', confidence: null, key: 'a' }];
		await getDb()
			.transaction()
			.execute((trx) => saveAnswers(trx, [{ attemptId: id, receivedAt: now, changes }]));
		await getAttemptPage(getDb(), { personId: bartek.id, attemptId: id, ...markingAt(later) });
		expect(await getAttempt(id)).toMatchObject({ state: 'submitted' });
		await mark(anna, id, [100, 0]);
		expect(await getAttempt(id)).toMatchObject({ state: 'expired', score: 100 });
	});

	test('what a good answer holds is told when feedback is due, the mark when the test is marked', async () => {
		const id = await handInTest(bartek, 'Żeby było wiadomo.', { ...markedQuiz, feedback: 'afterClose' });
		const page = () => getAttemptPage(getDb(), { personId: bartek.id, attemptId: id, ...markingAt(later) });
		expect(JSON.stringify(await page())).not.toContain('KLUCZ');
		await mark(anna, id, [300, 50]);
		const marked = await page();
		expect(JSON.stringify(marked)).not.toContain('KLUCZ');
		expect(marked.questions[OPEN]).toMatchObject({
			mark: { score: 350, maxScore: 400, criteria: [{ name: 'Cel', score: 300 }, { score: 50 }] }
		});
	});
});
