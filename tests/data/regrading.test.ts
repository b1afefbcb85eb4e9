import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { offlinePackJson } from '#lib/courses/server/offline-pack.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { regrade, submitAttempt } from '#lib/quizzes/server/grading.ts';
import type { RegradePolicy } from '#lib/regrading/judge.ts';
import { carryOn } from '#lib/regrading/server/carry-on.ts';
import { withCorrections } from '#lib/regrading/server/corrections.ts';
import { orderRegrade, orderUndo } from '#lib/regrading/server/order.ts';
import { previewRegrade } from '#lib/regrading/server/preview.ts';
import type { Db } from '#lib/server/db/db.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { addTeacher, createGroupWith, createOrganization } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { course, gradingAt, later, noon, quiz, regrader, right, wrong } from '../support/regrader.ts';

describeOnBothDatabases('regrades', (getDb) => {
	const author = { id: '', address: '127.0.0.1' };
	const { take, meant, apply, undo } = regrader(getDb, author);
	beforeAll(async () => {
		author.id = (await createPerson(getDb(), 'Henryk')).id;
	});

	/** Everything that a regrade may touch about some people. */
	async function standingOf(db: Db, people: string[]) {
		const of = (table: 'attempt' | 'quizResult') =>
			db.selectFrom(table).selectAll().where('userAccountId', 'in', people).orderBy('userAccountId');
		return {
			attempts: await of('attempt')
				.orderBy('id' as never)
				.execute(),
			results: await of('quizResult').execute(),
			items: await db
				.selectFrom('attemptItem as i')
				.innerJoin('attempt as a', 'a.id', 'i.attemptId')
				.selectAll('i')
				.where('a.userAccountId', 'in', people)
				.orderBy('i.attemptId')
				.orderBy('i.position')
				.execute(),
			completions: await db
				.selectFrom('enrollment')
				.select(['userAccountId', 'completedAt'])
				.where('userAccountId', 'in', people)
				.orderBy('userAccountId')
				.execute(),
			valid: await db
				.selectFrom('certificate')
				.select('userAccountId')
				.where('userAccountId', 'in', people)
				.where('state', '=', 'valid')
				.orderBy('userAccountId')
				.execute()
		};
	}

	const find = (attemptId: string) =>
		getDb().selectFrom('attempt').selectAll().where('id', '=', attemptId).executeTakeFirstOrThrow();

	test('a key put right changes results, passes, completion and certificates, tells the learner, and is undone', async () => {
		const bartek = await createPerson(getDb(), 'Bartek');
		const anna = await createPerson(getDb(), 'Anna');
		const raised = await take(bartek.id, [1, 1]);
		const lowered = await take(anna.id, [0, 1]);
		const people = [bartek.id, anna.id];
		const before = await standingOf(getDb(), people);
		expect(await find(raised)).toMatchObject({ score: 100, maxScore: 200, isPassed: 0 });

		const order = await meant('all');
		const preview = await previewRegrade(getDb(), order.intention, later(10).toISOString());
		expect(preview).toMatchObject({ attempts: 2, changed: 2, raised: 1, lowered: 1, passesGained: 1, passesLost: 1 });
		expect(preview).toMatchObject({ certificatesIssued: 1, certificatesKept: 1 });
		expect(preview.organizations).toEqual([{ name: null, people: null }]);

		const id = await apply('all');
		expect(await find(raised)).toMatchObject({ score: 200, maxScore: 200, isPassed: 1 });
		expect(await find(lowered)).toMatchObject({ score: 100, maxScore: 200, isPassed: 0 });
		for (const attemptId of [raised, lowered]) {
			const { score, maxScore } = await find(attemptId);
			expect(await regrade(getDb(), attemptId)).toMatchObject({ score, maxScore });
		}
		const valid = (await standingOf(getDb(), people)).valid.map(({ userAccountId }) => userAccountId);
		expect(valid.sort(), 'nothing is taken from Anna').toEqual([...people].sort());
		const told = await getDb()
			.selectFrom('notification')
			.select('content')
			.where('userAccountId', '=', bartek.id)
			.where('kind', '=', 'result')
			.execute();
		expect(told.map(({ content }) => (JSON.parse(content) as { text: string }).text)).toEqual([
			'Było 50%, jest 100%. To podejście jest teraz zaliczone. W kluczu była pomyłka.'
		]);

		await undo(id);
		expect(await standingOf(getDb(), people)).toEqual(before);
		const revoked = await getDb()
			.selectFrom('certificateEvent as e')
			.innerJoin('certificate as c', 'c.id', 'e.certificateId')
			.select('e.reason')
			.where('c.userAccountId', '=', bartek.id)
			.where('e.kind', '=', 'revoked')
			.executeTakeFirstOrThrow();
		expect(revoked.reason).toContain('W kluczu była pomyłka.');
	});

	test('for any answers and any policy: results can be computed again, upwards lowers nobody, undoing gives all back', async () => {
		const answer = fc.option(fc.integer({ min: 0, max: 2 }));
		const truth = fc.option(fc.integer({ min: 0, max: 1 }));
		const policies = fc.constantFrom<RegradePolicy>('all', 'upwards', 'full', 'none');
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(answer, truth), { minLength: 1, maxLength: 4 }),
				policies,
				async (taken, policy) => {
					const person = await createPerson(getDb(), 'Ola');
					const ids: string[] = [];
					for (const [at, answers] of taken.entries()) ids.push(await take(person.id, answers, later(at)));
					const before = await standingOf(getDb(), [person.id]);

					const regradeId = await apply(policy, later(30));
					const after = await standingOf(getDb(), [person.id]);
					for (const [at, attempt] of after.attempts.entries()) {
						const { score, maxScore } = attempt as { score: number; maxScore: number };
						expect(await regrade(getDb(), attempt.id)).toMatchObject({ score, maxScore });
						const old = before.attempts[at] as { score: number };
						if (policy === 'upwards') expect(score).toBeGreaterThanOrEqual(old.score);
					}
					await undo(regradeId, later(40));
					expect(await standingOf(getDb(), [person.id])).toEqual(before);
				}
			),
			{ numRuns: 8 }
		);
	});

	test('while it stands, the right question is asked and attempts that were open go by its key', async () => {
		const ewa = await createPerson(getDb(), 'Ewa');
		await take((await createPerson(getDb(), 'Filip')).id, [0, 0]);
		await enroll(getDb(), ewa, course, noon);
		const { id } = await startAttempt(getDb(), { personId: ewa.id, course, quiz, now: noon });
		const regradeId = await apply('upwards');

		const changes = [{ position: 0, value: 1, key: 'a' }];
		await getDb()
			.transaction()
			.execute((trx) => saveAnswers(trx, [{ attemptId: id, receivedAt: later(11), changes }]));
		await submitAttempt(getDb(), { personId: ewa.id, attemptId: id, ...gradingAt(later(12)) });
		expect(await find(id)).toMatchObject({ score: 100, maxScore: 200 });

		const next = await startAttempt(getDb(), { personId: ewa.id, course, quiz, now: later(13) });
		expect((await listItems(getDb(), next.id))[0]).toMatchObject({ questionHash: right.hash });
		expect((await withCorrections(getDb(), course.slug, quiz)).questions[0]?.hash).toBe(right.hash);
		await undo(regradeId);
		expect((await withCorrections(getDb(), course.slug, quiz)).questions[0]?.hash).toBe(wrong.hash);
	});

	test('a void question is no longer asked', async () => {
		const regradeId = await apply('none', later(50));
		expect((await withCorrections(getDb(), course.slug, quiz)).questions.map(({ id }) => id)).toEqual(['trueFalse']);
		await undo(regradeId, later(55));
	});

	test('what is practised without the internet goes by the right key while it stands', async () => {
		const practised = {
			...course,
			lessons: course.lessons.map((lesson) => ({
				...lesson,
				quiz: { ...quiz, slug: lesson.slug, kind: 'practice' as const }
			}))
		};
		const regradeId = await apply('all', later(56));
		expect(await offlinePackJson(getDb(), practised)).toContain(JSON.stringify(right.content));
		await undo(regradeId, later(57));
		const pack = await offlinePackJson(getDb(), practised);
		expect(pack).toContain(JSON.stringify(wrong.content));
		expect(pack).not.toContain(JSON.stringify(right.content));
	});

	test('teachers are told once, however often it is looked at again, and the log of each organization says so', async () => {
		const db = getDb();
		const organization = await createOrganization(db, 'Szkoła Podstawowa nr 1');
		const teacher = await createPerson(db, 'Anna');
		const learner = await createPerson(db, 'Bartek');
		const group = await createGroupWith(db, organization, [learner], course.slug);
		await addTeacher(db, group, teacher);
		await enroll(db, { id: learner.id }, course, noon);
		await db
			.updateTable('enrollment')
			.set({ learnerGroupId: group.id })
			.where('userAccountId', '=', learner.id)
			.execute();
		await take(learner.id, [1, 1], later(58));
		const id = await apply('upwards', later(59));
		await carryOn(db, id, gradingAt(later(60)));
		const told = await db.selectFrom('notification').selectAll().where('userAccountId', '=', teacher.id).execute();
		expect(told.map(({ content }) => JSON.parse(content) as object)).toMatchObject([
			{ path: `/grupy/${group.id}/kursy/${course.slug}` }
		]);
		const noted = await db
			.selectFrom('auditLog')
			.select(['action', 'detail'])
			.where('organizationId', '=', organization.id)
			.where('subjectId', '=', id)
			.execute();
		expect(
			noted.map(({ action, detail }) => [action, (JSON.parse(detail ?? '{}') as { people?: number }).people])
		).toEqual([['regrade.resultsChanged', 1]]);
		await undo(id, later(61));
	});

	test('what was killed in the middle is finished by any process, each result changed once', async () => {
		const people = await Promise.all(Array.from({ length: 25 }, (_, index) => createPerson(getDb(), `Osoba ${index}`)));
		const ids: string[] = [];
		for (const { id } of people) ids.push(await take(id, [1, 0], later(60)));
		const order = await meant('all');
		const seen = await previewRegrade(getDb(), order.intention, later(61).toISOString());
		const id = await orderRegrade(getDb(), author, { ...order, seen }, later(61));
		await carryOn(getDb(), id, gradingAt(later(61)), 0);
		const state = () => getDb().selectFrom('regrade').select('state').where('id', '=', id).executeTakeFirstOrThrow();
		expect(await state()).toEqual({ state: 'applying' });
		await expect(orderUndo(getDb(), author, { courseSlug: course.slug, regradeId: id })).rejects.toMatchObject({
			status: 409
		});
		await carryOn(getDb(), id, gradingAt(later(62)));
		await carryOn(getDb(), id, gradingAt(later(63)));
		expect(await state()).toEqual({ state: 'applied' });
		for (const attemptId of ids) expect(await find(attemptId)).toMatchObject({ score: 100 });
		const changes = await getDb().selectFrom('regradeChange').select('attemptId').where('regradeId', '=', id).execute();
		expect(changes.filter(({ attemptId }) => ids.includes(attemptId))).toHaveLength(25);
		await undo(id, later(70));
	});

	test('a preview that no longer holds, a second correction and an empty test are refused', async () => {
		const order = await meant('all');
		const seen = await previewRegrade(getDb(), order.intention, later(100).toISOString());
		await take((await createPerson(getDb(), 'Zosia')).id, [0, 0], later(99));
		await expect(orderRegrade(getDb(), author, { ...order, seen }, later(101))).rejects.toMatchObject({
			code: 'preview_outdated'
		});
		const id = await apply('all', later(102));
		const again = await meant('full');
		const seenAgain = await previewRegrade(getDb(), again.intention, later(103).toISOString());
		await expect(orderRegrade(getDb(), author, { ...again, seen: seenAgain }, later(103))).rejects.toMatchObject({
			code: 'corrected_already'
		});
		await undo(id, later(104));
	});
});
