import { beforeEach, expect, test } from 'vitest';
import type { Confidence } from '#lib/confidence/confidence.ts';
import { getGroupConfidence } from '#lib/confidence/server/group-confidence.ts';
import { listMySurelyWrong } from '#lib/confidence/server/my-surely-wrong.ts';
import { Expiry } from '#lib/privacy/server/expiry.ts';
import { readMyAttempts } from '#lib/privacy/server/my-attempts.ts';
import { deleteExpiredLearning } from '#lib/privacy/server/retention-learning.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { acceptAnswers } from '#lib/quizzes/server/autosave.ts';
import { saveAnswers, type AnswerSave } from '#lib/quizzes/server/answers.ts';
import { getAttemptPage } from '#lib/quizzes/server/attempt-page.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import { saveAnswerForm } from '#lib/quizzes/server/save-answer-form.ts';
import { inTransaction } from '#lib/server/db/db.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createGroupWith, createOrganization } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { gradingAt, smallCourse, testQuiz } from '../support/quizzes.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const quiz = { ...testQuiz, confidence: 'cbm' as const };

describeOnBothDatabases('confidence', (getDb) => {
	let personId: string;
	let attemptId: string;
	beforeEach(async () => {
		personId = (await createPerson(getDb(), 'Bartek')).id;
		attemptId = (await startAttempt(getDb(), { personId, course: smallCourse, quiz, now })).id;
	});
	const store = (save: AnswerSave) => inTransaction(getDb(), async (trx) => (await saveAnswers(trx, [save]))[0] ?? []);
	const send = (key: string, value: unknown, confidence?: Confidence | null) =>
		acceptAnswers(getDb(), store, { personId, attemptId, changes: [{ position: 4, value, confidence, key }], now });
	const sendForm = (fields: Record<string, string>) => {
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		return saveAnswerForm(getDb(), store, { personId, attemptId, form, now });
	};
	const item = async (position = 4) => (await listItems(getDb(), attemptId))[position];

	test('is stored with its answer and taken anew with each change', async () => {
		await send('key-0001', 'statut', 'sure');
		expect(await item()).toMatchObject({ value: 'statut', confidence: 'sure' });
		await send('key-0002', 'statut', 'guess');
		expect(await item()).toMatchObject({ confidence: 'guess' });
		await send('key-0003', 'statut');
		expect(await item()).toMatchObject({ confidence: null });
	});

	test('is part of what a key stands for: the same again is saved, another certainty is refused', async () => {
		await send('key-0001', 'statut', 'sure');
		expect(await send('key-0001', 'statut', 'sure')).toMatchObject([{ state: 'saved' }]);
		expect(await send('key-0001', 'statut', 'guess')).toMatchObject([{ state: 'refused' }]);
		expect(await item()).toMatchObject({ confidence: 'sure' });
	});

	test('of no answer is not kept', async () => {
		await send('key-0001', ' ', 'sure');
		expect(await item()).toMatchObject({ value: ' ', confidence: null });
	});

	test('comes by the plain form too, also when only it has changed, and an old page undoes nothing', async () => {
		await sendForm({ q4: 'statut', confidence4: 'rather', seen4: '' });
		const first = await item();
		expect(first).toMatchObject({ value: 'statut', confidence: 'rather' });
		const old = { q4: 'statut', confidence4: 'rather', seen4: first?.changeKey ?? '' };
		await sendForm({ ...old, confidence4: 'sure' });
		expect(await item()).toMatchObject({ confidence: 'sure' });
		await sendForm(old);
		expect(await item()).toMatchObject({ confidence: 'sure' });
		await sendForm({ q4: 'statut', confidence4: 'na-sto-procent', seen4: 'none' });
		expect(await item()).toMatchObject({ confidence: null });
	});

	test('changes neither the score nor the pass, and its marks stand beside them', async () => {
		await send('key-0001', 'źle', 'sure');
		const attempt = await submitAttempt(getDb(), { personId, attemptId, ...gradingAt(now) });
		expect(attempt).toMatchObject({ score: 0, isPassed: 0 });
		const page = await getAttemptPage(getDb(), { personId, attemptId, ...gradingAt(now) });
		expect(page.isOpen ? null : page.confidence).toMatchObject({
			surelyWrong: [{ position: 4 }],
			cbm: { total: -600, best: 3000 }
		});
	});

	test('tells nothing of right and wrong before feedback is due', async () => {
		const later = { ...quiz, slug: 'po-zamknieciu', feedback: 'afterTest' as const };
		const { id } = await startAttempt(getDb(), { personId, course: smallCourse, quiz: later, now });
		await submitAttempt(getDb(), { personId, attemptId: id, ...gradingAt(now) });
		const page = await getAttemptPage(getDb(), { personId, attemptId: id, ...gradingAt(now) });
		expect(page.isOpen ? undefined : page.confidence).toBeNull();
	});
});

describeOnBothDatabases('sure and wrong', (getDb) => {
	const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
	const courses = gradingAt(now).courses;

	async function take(personId: string, confidence: Confidence, value: string, at: Date, of = quiz) {
		const { id } = await startAttempt(getDb(), { personId, course: smallCourse, quiz: of, now: at });
		const changes = [{ position: 4, value, confidence, key: 'key-0001' }];
		await inTransaction(getDb(), (trx) => saveAnswers(trx, [{ attemptId: id, receivedAt: at, changes }]));
		await submitAttempt(getDb(), { personId, attemptId: id, ...gradingAt(at) });
	}

	test('is listed for the learner until the question is answered otherwise', async () => {
		const { id: personId } = await createPerson(getDb(), 'Bartek');
		const list = () => listMySurelyWrong(getDb(), { personId, courses, now });
		await take(personId, 'sure', 'źle', now);
		expect(await list()).toMatchObject([{ position: 4, feedback: { verdict: 'wrong' } }]);
		await take(personId, 'rather', 'klucz walne', later(5));
		expect(await list()).toEqual([]);
	});

	test('is not listed before feedback is due, nor where the person was not sure', async () => {
		const { id: personId } = await createPerson(getDb(), 'Bartek');
		await take(personId, 'guess', 'źle', now);
		await take(personId, 'sure', 'źle', now, { ...quiz, slug: 'inny', feedback: 'afterTest' });
		expect(await listMySurelyWrong(getDb(), { personId, courses, now })).toEqual([]);
	});

	test('is told by name to those who answer for the group, and only of its own people', async () => {
		const school = await createOrganization(getDb(), 'Szkoła');
		const people = [await createPerson(getDb(), 'Zuzia'), await createPerson(getDb(), 'Bartek')];
		const stranger = await createPerson(getDb(), 'Obcy');
		const group = await createGroupWith(getDb(), school, people, smallCourse.slug);
		for (const { id } of [...people, stranger]) await take(id, 'sure', 'źle', now);
		await take(people[0]!.id, 'sure', 'klucz walne', later(5));
		const { questions, ...counts } = await getGroupConfidence(getDb(), group.id, smallCourse);
		expect(counts).toEqual({ sure: 2, sureAndWrong: 1 });
		expect(questions).toMatchObject([{ sure: 2, wrong: [{ name: 'Bartek' }] }]);
	});

	test('is told in one’s own data with every answer and every change, and in nobody else’s', async () => {
		const [bartek, zuzia] = [await createPerson(getDb(), 'Bartek'), await createPerson(getDb(), 'Zuzia')];
		await take(bartek.id, 'sure', 'źle', now);
		await take(zuzia.id, 'guess', 'klucz walne', now);
		const own = (personId: string) =>
			Array.fromAsync(readMyAttempts(getDb(), { personId, origin: 'https://wspolnie.example', ...gradingAt(now) }));
		const [attempt] = await own(bartek.id);
		expect(attempt?.questions[4]).toMatchObject({ confidence: 'sure', result: { verdict: 'wrong' } });
		expect(attempt?.changes).toMatchObject([{ question: 5, confidence: 'sure' }]);
		expect(JSON.stringify(await own(zuzia.id))).not.toContain('"sure"');
	});

	test('goes with the answers it belongs to: when their time is over, and when the account is erased', async () => {
		const school = await createOrganization(getDb(), 'Szkoła');
		const [bartek, zuzia] = [await createPerson(getDb(), 'Bartek'), await createPerson(getDb(), 'Zuzia')];
		const group = await createGroupWith(getDb(), school, [bartek, zuzia], smallCourse.slug);
		for (const person of [bartek, zuzia]) {
			await enroll(getDb(), person, smallCourse, now);
			await take(person.id, 'sure', 'źle', now);
		}
		const countSaid = async () => {
			const rows = async (table: 'answer' | 'answerChange') =>
				await getDb()
					.selectFrom(table)
					.innerJoin('attempt', 'attempt.id', `${table}.attemptId`)
					.select('attempt.userAccountId')
					.where('attempt.userAccountId', 'in', [bartek.id, zuzia.id])
					.where(`${table}.confidence`, 'is not', null)
					.execute();
			return [(await rows('answer')).length, (await rows('answerChange')).length];
		};
		expect(await countSaid()).toEqual([2, 2]);
		await getDb().deleteFrom('userAccount').where('id', '=', zuzia.id).execute();
		expect(await countSaid()).toEqual([1, 1]);
		const yearsLater = new Date('2036-11-23T12:00:00.000Z');
		await deleteExpiredLearning(getDb(), await Expiry.read(getDb(), yearsLater), yearsLater);
		expect(await countSaid()).toEqual([0, 0]);
		expect(await listMySurelyWrong(getDb(), { personId: bartek.id, courses, now: yearsLater })).toEqual([]);
		expect(await getGroupConfidence(getDb(), group.id, smallCourse)).toMatchObject({ sure: 0, questions: [] });
	});
});
