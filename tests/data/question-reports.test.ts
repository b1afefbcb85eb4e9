import { beforeEach, expect, test } from 'vitest';
import type { ReportKind } from '#lib/question-reports/report-form.ts';
import { closeReports, listClosedReports, listOpenReports } from '#lib/question-reports/server/course-reports.ts';
import { listMyReports } from '#lib/question-reports/server/my-reports.ts';
import { reportQuestion } from '#lib/question-reports/server/report-question.ts';
import { deleteAccount } from '#lib/privacy/server/erasures.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { inTransaction } from '#lib/server/db/db.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createPerson } from '../support/people.ts';
import { smallCourse, testQuiz } from '../support/quizzes.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const later = new Date('2026-11-23T13:00:00.000Z');
const reply = 'Dziękuję, poprawiam treść pytania.';

describeOnBothDatabases('remarks about questions', (getDb) => {
	let personId: string;
	let hashes: string[];
	let author: { id: string; address: string };
	beforeEach(async () => {
		for (const table of ['questionReport', 'notification'] as const) await getDb().deleteFrom(table).execute();
		personId = (await createPerson(getDb(), 'Bartek')).id;
		author = { id: (await createPerson(getDb(), 'Henryk')).id, address: '127.0.0.1' };
		const { id } = await startAttempt(getDb(), { personId, course: smallCourse, quiz: testQuiz, now });
		hashes = (await listItems(getDb(), id)).map(({ questionHash }) => questionHash);
	});
	const report = (kind: ReportKind, { by = personId, hash = hashes[0] ?? '', at = now, comment = '' } = {}) =>
		reportQuestion(getDb(), { personId: by, hash, kind, comment, now: at });
	const open = () => listOpenReports(getDb(), smallCourse.slug);
	const close = async (until = later, at = later) => {
		const [{ quizSlug, questionSlug } = { quizSlug: '', questionSlug: '' }] = await open();
		const given = { courseSlug: smallCourse.slug, quiz: quizSlug, question: questionSlug, reply };
		return closeReports(getDb(), author, { ...given, until: until.toISOString() }, at);
	};

	test('reach the author without the name of who wrote them', async () => {
		await report('unclear', { comment: 'Dwie odpowiedzi pasują.' });
		const [question] = await open();
		expect(question).toMatchObject({ quizSlug: testQuiz.slug, questionSlug: testQuiz.questions[0]?.id });
		expect(question?.reports).toMatchObject([{ kind: 'unclear', comment: 'Dwie odpowiedzi pasują.' }]);
		expect(JSON.stringify(question)).not.toContain(personId);
	});

	test('said twice are one while they are open, also at the same time', async () => {
		await Promise.all([report('unclear'), report('unclear'), report('wrongKey')]);
		expect((await open())[0]?.reports).toHaveLength(2);
		await close();
		await report('unclear', { at: later });
		expect((await open())[0]?.reports).toHaveLength(1);
	});

	test('are for those who were asked the question', async () => {
		const stranger = await createPerson(getDb(), 'Darek');
		await expect(report('other', { by: stranger.id })).rejects.toMatchObject({ status: 404 });
		await expect(report('other', { hash: 'f'.repeat(64) })).rejects.toMatchObject({ status: 404 });
	});

	test('are ten a day at most, by the Polish day', async () => {
		const kinds: ReportKind[] = ['unclear', 'wrongKey', 'outdated', 'other'];
		for (let i = 0; i < 10; i++) await report(kinds[i % 4]!, { hash: hashes[Math.floor(i / 4)]! });
		await expect(report('other', { hash: hashes[3]! })).rejects.toMatchObject({ status: 429 });
		await report('other', { hash: hashes[3]!, at: new Date('2026-11-23T23:30:00.000Z') });
	});

	test('are answered together, once, and everybody who wrote one hears of it', async () => {
		const other = (await createPerson(getDb(), 'Zuzia')).id;
		await startAttempt(getDb(), { personId: other, course: smallCourse, quiz: testQuiz, now });
		await report('unclear');
		await report('wrongKey');
		await report('unclear', { by: other });
		expect(await Promise.all([close(), close()])).toEqual(expect.arrayContaining([3, 0]));
		const told = await getDb().selectFrom('notification').selectAll().where('kind', '=', 'report').execute();
		expect(told.map(({ userAccountId }) => userAccountId).sort()).toEqual([personId, other].sort());
		expect(JSON.parse(told[0]?.content ?? '')).toMatchObject({ text: reply, path: '/moje/zgloszenia' });
		expect(await listMyReports(getDb(), personId)).toMatchObject([{ reply }, { reply }]);
		expect((await listClosedReports(getDb(), smallCourse.slug))[0]?.reports).toHaveLength(3);
	});

	test('that came after the page was read stay open', async () => {
		await report('unclear');
		await report('wrongKey', { at: later });
		expect(await close(now)).toBe(1);
		expect((await open())[0]?.reports).toMatchObject([{ kind: 'wrongKey' }]);
	});

	test('go with the account', async () => {
		await report('unclear');
		await inTransaction(getDb(), (trx) => deleteAccount(trx, personId, now));
		expect(await open()).toEqual([]);
	});
});
