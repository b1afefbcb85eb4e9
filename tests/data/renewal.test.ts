import { beforeEach, expect, test } from 'vitest';
import { findStateChange, listOwnCertificates } from '#lib/certificates/server/register.ts';
import { renewIfEarned } from '#lib/certificates/server/renew.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt, type Grading } from '#lib/quizzes/server/grading.ts';
import { getPractice, restartPractice } from '#lib/quizzes/server/practice.ts';
import { getTestIntro } from '#lib/quizzes/server/test-intro.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import type { Course } from '#lib/courses/course.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createPerson } from '../support/people.ts';
import { allQuestions, practiceQuiz, rightAnswers, smallCourse, testQuiz } from '../support/quizzes.ts';

/** Two tries at the test; valid for three years, renewable in the last three months. */
const course: Course = {
	...smallCourse,
	slug: 'kurs-z-odnowieniem',
	certificate: {
		title: 'Zaświadczenie',
		requires: ['test'],
		validMonths: 36,
		renewal: { requires: ['test'], openMonths: 3 }
	}
};
const noon = (day: string) => new Date(`${day}T11:00:00.000Z`);
const gradingAt = (now: Date): Grading => ({
	courses: { find: (slug) => (slug === course.slug ? course : undefined) },
	issuer: 'ROPS',
	now
});

describeOnBothDatabases('renewing a certificate', (getDb) => {
	let bartek: { id: string };
	beforeEach(async () => {
		bartek = await createPerson(getDb(), 'Bartek');
		await enroll(getDb(), bartek, course, noon('2026-11-23'));
	});

	const at = (day: string) => ({ personId: bartek.id, course, quiz: testQuiz, now: noon(day) });
	async function takeTest(day: string, isPassed = true): Promise<void> {
		const { id: attemptId } = await startAttempt(getDb(), at(day));
		const changes = allQuestions.map(({ id }, position) => ({
			position,
			value: rightAnswers[id as keyof typeof rightAnswers],
			key: `${attemptId}-${position}`
		}));
		await getDb()
			.transaction()
			.execute((trx) => saveAnswers(trx, [{ attemptId, receivedAt: noon(day), changes: isPassed ? changes : [] }]));
		await submitAttempt(getDb(), { personId: bartek.id, attemptId, ...gradingAt(noon(day)) });
	}
	const own = () => listOwnCertificates(getDb(), bartek.id);

	test('a pass in the last months gives a new one that keeps the days left, and the old one says it was renewed', async () => {
		await takeTest('2026-11-23');
		const [first] = await own();
		await takeTest('2029-10-01');
		const [second, ...others] = await own();

		expect(others).toEqual([]);
		expect(second!.number).not.toBe(first!.number);
		expect([first!.expiresOn, second!.expiresOn]).toEqual(['2029-11-23', '2032-11-23']);
		expect(second!.content).toMatchObject({ issuedOn: '2029-10-01', replaces: first!.number, resultPercent: 100 });
		const old = await getDb()
			.selectFrom('certificate')
			.selectAll()
			.where('id', '=', first!.id)
			.executeTakeFirstOrThrow();
		expect(old).toMatchObject({ state: 'replaced', replacedBy: second!.id });
		expect(await findStateChange(getDb(), old.id)).toMatchObject({ kind: 'renewed' });
	});

	test('a pass after the last day is valid from that day on', async () => {
		await takeTest('2026-11-23');
		await takeTest('2031-02-10');
		expect((await own()).map(({ expiresOn }) => expiresOn)).toEqual(['2034-02-10']);
	});

	test('too early a pass, or a failure, changes nothing', async () => {
		await takeTest('2026-11-23');
		await takeTest('2028-05-05');
		expect((await own()).map(({ expiresOn }) => expiresOn)).toEqual(['2029-11-23']);
		await takeTest('2029-09-01', false);
		expect((await own()).map(({ expiresOn }) => expiresOn)).toEqual(['2029-11-23']);
	});

	test('tries are counted anew once renewing is possible, and run out again', async () => {
		await takeTest('2026-11-23', false);
		await takeTest('2026-11-24');
		await expect(startAttempt(getDb(), at('2029-08-22'))).rejects.toMatchObject({ code: 'attempts_used_up' });
		expect(await getTestIntro(getDb(), { ...at('2029-08-22'), rules: null })).toMatchObject({
			triesLeft: 0,
			renewsExpiringOn: null
		});

		expect(await getTestIntro(getDb(), { ...at('2029-08-24'), rules: null })).toMatchObject({
			triesLeft: 2,
			renewsExpiringOn: '2029-11-24'
		});
		await takeTest('2029-08-24', false);
		await takeTest('2029-08-25', false);
		await expect(startAttempt(getDb(), at('2029-08-26'))).rejects.toMatchObject({ code: 'attempts_used_up' });
	});

	test('a try begun before the last months renews nothing, whenever it ends', async () => {
		await takeTest('2026-11-23');
		const { id: attemptId } = await startAttempt(getDb(), at('2026-11-24'));
		const changes = allQuestions.map(({ id }, position) => ({
			position,
			value: rightAnswers[id as keyof typeof rightAnswers],
			key: `${attemptId}-${position}`
		}));
		await getDb()
			.transaction()
			.execute((trx) => saveAnswers(trx, [{ attemptId, receivedAt: noon('2026-11-24'), changes }]));
		await getDb().updateTable('attempt').set({ deadlineAt: null }).where('id', '=', attemptId).execute();
		await submitAttempt(getDb(), { personId: bartek.id, attemptId, ...gradingAt(noon('2029-10-01')) });
		expect((await own()).map(({ expiresOn }) => expiresOn)).toEqual(['2029-11-23']);

		await takeTest('2029-10-02');
		expect((await own()).map(({ expiresOn }) => expiresOn)).toEqual(['2032-11-23']);
	});

	test('the pass that earned a certificate does not renew it, even where renewing is possible at once', async () => {
		const renewal = { requires: ['test' as const], openMonths: 60 };
		const lenient: Course = { ...course, certificate: { ...course.certificate, renewal } };
		await takeTest('2026-11-23');
		const renew = (day: string) =>
			getDb()
				.transaction()
				.execute((trx) => renewIfEarned(trx, { personId: bartek.id, course: lenient, issuer: 'ROPS', now: noon(day) }));
		expect([await renew('2026-11-23'), await renew('2026-11-24')]).toEqual([null, null]);
		expect(await own()).toHaveLength(1);
	});

	test('practice for renewing begins afresh: right answers of the old certificate are not kept', async () => {
		const practice = (day: string) => ({ personId: bartek.id, course, quiz: practiceQuiz, now: noon(day) });
		const fresh = async (day: string) => {
			await restartPractice(getDb(), practice(day));
			return (await getPractice(getDb(), practice(day))).answeredCount;
		};
		await takeTest('2026-11-23');
		const { id: attemptId } = await startAttempt(getDb(), practice('2026-12-01'));
		const [item] = await listItems(getDb(), attemptId);
		const right =
			rightAnswers[allQuestions.find(({ hash }) => hash === item!.questionHash)!.id as keyof typeof rightAnswers];
		await getDb()
			.transaction()
			.execute((trx) =>
				saveAnswers(trx, [
					{ attemptId, receivedAt: noon('2026-12-01'), changes: [{ position: 0, value: right, key: 'a' }] }
				])
			);
		await submitAttempt(getDb(), { personId: bartek.id, attemptId, ...gradingAt(noon('2026-12-01')) });
		expect(await fresh('2029-10-01')).toBe(0);
	});

	test('a revoked certificate does not come back', async () => {
		await takeTest('2026-11-23');
		await getDb().updateTable('certificate').set({ state: 'revoked' }).where('userAccountId', '=', bartek.id).execute();
		await takeTest('2029-10-01');
		expect((await own()).map(({ state }) => state)).toEqual(['revoked']);
	});
});
