import { beforeEach, expect, test } from 'vitest';
import { defaultGradeBook, quizzesOf } from '#lib/grades/grade-book.ts';
import { decide } from '#lib/grades/server/decisions.ts';
import { getGradeBook, saveGradeBook } from '#lib/grades/server/grade-book.ts';
import { listDecisions, listGrades } from '#lib/grades/server/grades.ts';
import { listMyGrades } from '#lib/grades/server/my-grades.ts';
import { inTransaction } from '#lib/server/db/db.ts';
import { createAttempt, findLatestAttempt, getAttemptForPerson } from '#lib/quizzes/server/attempts.ts';
import { recordQuizResult } from '#lib/quizzes/server/quiz-results.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createGroupWith, createOrganization } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { smallCourse, testQuiz } from '../support/quizzes.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const later = new Date('2026-11-24T10:00:00.000Z');
const book = defaultGradeBook(smallCourse);
const quizzes = quizzesOf(smallCourse, book);

describeOnBothDatabases('grades of a group', (getDb) => {
	let anna: { id: string; address: string };
	let bartek: { id: string };
	let darek: { id: string };
	let group: { id: string };
	let about: { groupId: string; courseSlug: string; personId: string };

	beforeEach(async () => {
		const school = await createOrganization(getDb(), 'Szkoła nr 1');
		anna = { id: (await createPerson(getDb(), 'Anna')).id, address: '192.0.2.1' };
		bartek = await createPerson(getDb(), 'Bartek');
		darek = await createPerson(getDb(), 'Darek');
		group = await createGroupWith(getDb(), school, [bartek], smallCourse.slug);
		about = { groupId: group.id, courseSlug: smallCourse.slug, personId: bartek.id };
	});

	const record = (personId: string, score: number) =>
		inTransaction(getDb(), async (trx) => {
			const quiz = { personId, course: smallCourse, quiz: testQuiz, now };
			const number = ((await findLatestAttempt(trx, quiz))?.number ?? 0) + 1;
			const id = await createAttempt(trx, quiz, { number, seed: String(number) });
			const before = await getAttemptForPerson(trx, personId, id ?? '');
			const isPassed = score >= 600 ? 1 : 0;
			const graded = { state: 'graded', score, maxScore: 1000, isPassed } as const;
			await trx.updateTable('attempt').set(graded).where('id', '=', before.id).execute();
			await recordQuizResult(trx, { before, after: { ...before, ...graded }, now });
		});
	const list = (counting: 'best' | 'last' = 'best') => listGrades(getDb(), about, { ...book, counting }, quizzes);

	test('the best and the last attempt are both at hand, and nobody outside the group is in the book', async () => {
		await record(bartek.id, 900);
		await record(bartek.id, 500);
		await record(darek.id, 1000);
		expect(await list()).toMatchObject([{ person: { id: bartek.id }, percent: 90, grade: '5' }]);
		expect(await list('last')).toMatchObject([{ percent: 50, grade: '3' }]);
	});

	test('a decision counts, its history stays, and the attempt and the audit log tell the truth', async () => {
		await record(bartek.id, 200);
		const quizSlug = testQuiz.slug;
		await decide(getDb(), anna, about, { quizSlug, kind: 'override', percent: 75, reason: 'ustnie' }, now);
		expect(await list()).toMatchObject([{ percent: 75, grade: '4' }]);
		await decide(getDb(), anna, about, { quizSlug, kind: 'withdrawn', percent: null, reason: 'pomyłka' }, later);
		expect(await list()).toMatchObject([{ percent: 20, grade: '1' }]);

		const history = await listDecisions(getDb(), about);
		expect(history).toMatchObject([
			{ kind: 'override', percent: 75, reason: 'ustnie', decidedBy: 'Anna' },
			{ kind: 'withdrawn', percent: null, reason: 'pomyłka', decidedBy: 'Anna' }
		]);
		const result = await getDb()
			.selectFrom('quizResult')
			.select(['bestScore', 'passedAt'])
			.where('userAccountId', '=', bartek.id)
			.executeTakeFirstOrThrow();
		expect(result).toEqual({ bestScore: 200, passedAt: null });
		const entries = await getDb()
			.selectFrom('auditLog')
			.select(['action', 'actorId'])
			.where('subjectId', '=', bartek.id)
			.orderBy('happenedAt')
			.execute();
		expect(entries).toEqual([
			{ action: 'grade.override', actorId: anna.id },
			{ action: 'grade.withdrawn', actorId: anna.id }
		]);
	});

	test('nothing can be decided about somebody who does not learn in the group', async () => {
		const decision = { quizSlug: testQuiz.slug, kind: 'excused', percent: null, reason: 'choroba' } as const;
		await expect(decide(getDb(), anna, { ...about, personId: darek.id }, decision, now)).rejects.toMatchObject({
			status: 404
		});
	});

	test('rules are kept, and in the archive neither rules nor grades change', async () => {
		expect(await getGradeBook(getDb(), group.id, smallCourse)).toEqual(book);
		const strict = { ...book, scale: 'pass' as const, thresholds: { ...book.thresholds, pass: 80 } };
		await saveGradeBook(getDb(), anna, group.id, smallCourse, strict, now);
		await saveGradeBook(getDb(), anna, group.id, smallCourse, strict, now);
		expect(await getGradeBook(getDb(), group.id, smallCourse)).toEqual(strict);

		await getDb()
			.updateTable('learnerGroup')
			.set({ archivedAt: now.toISOString() })
			.where('id', '=', group.id)
			.execute();
		await expect(saveGradeBook(getDb(), anna, group.id, smallCourse, book, now)).rejects.toMatchObject({ status: 409 });
		const decision = { quizSlug: testQuiz.slug, kind: 'excused', percent: null, reason: 'choroba' } as const;
		await expect(decide(getDb(), anna, about, decision, now)).rejects.toMatchObject({ status: 409 });
		expect(await list()).toHaveLength(1);
	});

	test('a learner sees their own grade with what was decided and why, once the group keeps a book', async () => {
		const courses = { find: (slug: string) => (slug === smallCourse.slug ? smallCourse : undefined) };
		const mine = (personId = bartek.id) => listMyGrades(getDb(), personId, courses);
		await record(bartek.id, 900);
		expect(await mine()).toEqual([]);

		await saveGradeBook(getDb(), anna, group.id, smallCourse, book, now);
		expect(await mine()).toMatchObject([{ groupName: '7b', percent: 90, grade: '5', missing: 0, decided: [] }]);
		expect(await mine(darek.id)).toEqual([]);

		const quizSlug = testQuiz.slug;
		await decide(getDb(), anna, about, { quizSlug, kind: 'override', percent: 96, reason: 'ustnie' }, now);
		expect(await mine()).toMatchObject([
			{ percent: 96, grade: '6', decided: [{ title: 'Sprawdzian', kind: 'override', percent: 96, reason: 'ustnie' }] }
		]);
		await decide(getDb(), anna, about, { quizSlug, kind: 'excused', percent: null, reason: 'choroba' }, later);
		expect(await mine()).toMatchObject([
			{ percent: null, grade: null, decided: [{ kind: 'excused', reason: 'choroba' }] }
		]);
		const after = new Date('2026-11-25T10:00:00.000Z');
		await decide(getDb(), anna, about, { quizSlug, kind: 'withdrawn', percent: null, reason: 'pomyłka' }, after);
		expect(await mine()).toMatchObject([{ percent: 90, decided: [] }]);
		expect(JSON.stringify(await mine())).not.toContain('Anna');
	});
});
