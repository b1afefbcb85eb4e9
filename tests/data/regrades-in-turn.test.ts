import { beforeEach, expect, test } from 'vitest';
import { readMyAttempts } from '#lib/privacy/server/my-attempts.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { markLessonRead } from '#lib/progress/server/progress.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { getAttemptPage } from '#lib/quizzes/server/attempt-page.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { regrade, submitAttempt } from '#lib/quizzes/server/grading.ts';
import { carryOn } from '#lib/regrading/server/carry-on.ts';
import { orderRegrade, orderUndo } from '#lib/regrading/server/order.ts';
import { previewRegrade } from '#lib/regrading/server/preview.ts';
import { getRegrade } from '#lib/regrading/server/regrades.ts';
import { createTestDatabase, describeOnBothDatabases, type TestDatabase } from '../support/databases.ts';
import { createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { everyType, question } from '../support/quizzes.ts';
import { course, gradingAt, later, noon, quiz, regrader, right, wrong } from '../support/regrader.ts';

/** Neither „Jeden” nor „Dwa”: „Trzy”. */
const third = question('single', {
	...everyType.single,
	choices: everyType.single.choices.map((choice, index) => ({ ...choice, isRight: index === 2 }))
});

describeOnBothDatabases('regrades one after the other and at once', (getDb, engine) => {
	const author = { id: '', address: '127.0.0.1' };
	let database: TestDatabase | undefined;
	const db = () => database?.db ?? getDb();
	const { take, meant, apply, undo } = regrader(db, author);

	/** Each test on a database of its own: corrections of one question stand on one another. */
	beforeEach(async () => {
		database = await createTestDatabase(engine);
		author.id = (await createPerson(db(), 'Henryk')).id;
		return () => database?.drop();
	});

	const person = (name: string) => createPerson(db(), name);
	const scores = async (ids: string[]) => {
		const rows = await db().selectFrom('attempt').select(['id', 'score']).where('id', 'in', ids).execute();
		return ids.map((id) => rows.find((row) => row.id === id)?.score);
	};
	const takeAll = async () => {
		const ids: string[] = [];
		for (const choice of [0, 1, 2]) ids.push(await take((await person('Ola')).id, [choice, 0]));
		return ids;
	};
	const order = async (from = wrong, to = right, now = later(10)) => {
		const meaning = await meant('all', from, to);
		const seen = await previewRegrade(db(), meaning.intention, now.toISOString());
		return orderRegrade(db(), author, { ...meaning, seen }, now);
	};
	const toldOf = async (personId: string) => {
		const rows = await db()
			.selectFrom('notification')
			.select('content')
			.where('userAccountId', '=', personId)
			.execute();
		return rows.map(({ content }) => (JSON.parse(content) as { text: string }).text.replaceAll('\u00a0', ' '));
	};

	test('the earlier one cannot be undone before the later one that stands on it, and it says so', async () => {
		const ids = await takeAll();
		expect(await scores(ids)).toEqual([100, 0, 0]);
		const first = await apply('all', later(10));
		const second = await apply('all', later(20), right, third);
		expect(await scores(ids)).toEqual([0, 0, 100]);
		await expect(orderUndo(db(), author, { courseSlug: course.slug, regradeId: first })).rejects.toMatchObject({
			code: 'built_upon',
			message: expect.stringContaining('Cofnij najpierw tamtą') as string
		});
		expect(await getRegrade(db(), course.slug, first)).toMatchObject({ isBuiltUpon: true });
		await undo(second, later(30));
		expect(await scores(ids)).toEqual([0, 100, 0]);
		expect(await getRegrade(db(), course.slug, first)).toMatchObject({ isBuiltUpon: false });
		await undo(first, later(40));
		expect(await scores(ids)).toEqual([100, 0, 0]);
	});

	test('a key put right and put back: looking again changes nothing, and both can be undone', async () => {
		const ids = await takeAll();
		const first = await apply('all', later(10));
		const second = await apply('all', later(11), right, wrong);
		expect(await scores(ids)).toEqual([100, 0, 0]);
		for (const id of [first, second, first]) await carryOn(db(), id, gradingAt(later(12)));
		expect(await scores(ids)).toEqual([100, 0, 0]);
		await undo(second, later(20));
		expect(await scores(ids)).toEqual([0, 100, 0]);
		await undo(first, later(30));
		expect(await scores(ids)).toEqual([100, 0, 0]);
	});

	test('whom the first one spared the second one judges, too', async () => {
		const ids = await takeAll();
		await apply('upwards', later(10));
		expect(await scores(ids)).toEqual([100, 100, 0]);
		const second = await apply('all', later(20), right, third);
		expect(await scores(ids)).toEqual([0, 0, 100]);
		await undo(second, later(30));
		expect(await scores(ids)).toEqual([100, 100, 0]);
	});

	test('while one is carried out, another of the same question is refused', async () => {
		const ids = await takeAll();
		const first = await order();
		await carryOn(db(), first, gradingAt(later(10)), 0);
		await expect(order(right, third, later(11))).rejects.toMatchObject({ code: 'still_under_way' });
		await carryOn(db(), first, gradingAt(later(12)));
		expect(await scores(ids)).toEqual([0, 100, 0]);
	});

	test('of two tabs that apply the same, one does, the other is told, and each result changes once', async () => {
		const ids = await takeAll();
		const tabs = await Promise.allSettled([order(), order(), order()]);
		const refused = tabs.flatMap((tab) => (tab.status === 'rejected' ? [tab.reason as { status: number }] : []));
		expect(refused.map(({ status }) => status)).toEqual([409, 409]);
		const [{ id } = { id: '' }, ...others] = await db().selectFrom('regrade').select('id').execute();
		expect(others).toEqual([]);
		await Promise.all([1, 2].map(() => carryOn(db(), id, gradingAt(later(12)))));
		expect(await scores(ids)).toEqual([0, 100, 0]);
		const changes = await db().selectFrom('regradeChange').select('attemptId').execute();
		expect(changes.map(({ attemptId }) => attemptId).sort()).toEqual([...ids].sort());
	});

	test('whoever ends a test while results change is scored by the right key, once', async () => {
		const people = await Promise.all(Array.from({ length: 30 }, (_, index) => person(`Osoba ${index}`)));
		const ended = await Promise.all(people.slice(0, 10).map(({ id }) => take(id, [1, 0])));
		const open: { personId: string; id: string }[] = [];
		for (const { id: personId } of people.slice(10)) {
			await enroll(db(), { id: personId }, course, noon);
			const { id } = await startAttempt(db(), { personId, course, quiz, now: noon });
			const changes = [{ position: 0, value: 1, key: id }];
			await db()
				.transaction()
				.execute((trx) => saveAnswers(trx, [{ attemptId: id, receivedAt: noon, changes }]));
			open.push({ personId, id });
		}
		const end = ({ personId, id }: (typeof open)[number]) =>
			submitAttempt(db(), { personId, attemptId: id, ...gradingAt(later(12)) });
		const applied = (async () => {
			const id = await order(wrong, right, later(11));
			await carryOn(db(), id, gradingAt(later(11)));
			return id;
		})();
		await Promise.all([applied, ...open.map(end)]);
		await carryOn(db(), await applied, gradingAt(later(13)));
		const all = [...ended, ...open.map(({ id }) => id)];
		expect(await scores(all)).toEqual(all.map(() => 100));
		for (const id of all) {
			expect(await regrade(db(), id)).toMatchObject({ score: 100 });
			expect((await listItems(db(), id))[0]).toMatchObject({ gradedHash: right.hash });
		}
	});

	test('before right answers are told, a changed result does not say which question it was', async () => {
		const bartek = await person('Bartek');
		const id = await take(bartek.id, [1, 1]);
		await apply('all', later(10));
		const toldWhen = async (feedback: 'afterSubmit' | 'afterTest') => {
			const { policy } = await db()
				.selectFrom('attempt')
				.select('policy')
				.where('id', '=', id)
				.executeTakeFirstOrThrow();
			const changed = JSON.stringify({ ...(JSON.parse(policy) as object), feedback });
			await db().updateTable('attempt').set({ policy: changed }).where('id', '=', id).execute();
			const page = await getAttemptPage(db(), { personId: bartek.id, attemptId: id, ...gradingAt(later(20)) });
			return page.isOpen ? [] : page.resultChanges.map(({ position, newScore }) => [position, newScore]);
		};
		expect(await toldWhen('afterSubmit')).toEqual([[0, 200]]);
		await db().deleteFrom('quizResult').where('userAccountId', '=', bartek.id).execute();
		await db().updateTable('enrollment').set({ completedAt: null }).where('userAccountId', '=', bartek.id).execute();
		expect(await toldWhen('afterTest')).toEqual([[null, 200]]);
	});

	test('those who keep the register are told once of a pass that is gone, by the correction or by its undoing', async () => {
		const school = await createOrganization(db(), 'Szkoła Podstawowa nr 1');
		const celina = await person('Celina');
		await grantRole(db(), celina, 'coordinator', school);
		const [loser, gainer] = [await person('Bartek'), await person('Zosia')];
		await createGroupWith(db(), school, [loser, gainer], course.slug);
		await take(loser.id, [0, 1]);
		await take(gainer.id, [1, 1]);
		// Zosia joins the course for good only while the correction stands, so it is not what issues her certificate.
		await db().deleteFrom('enrollment').where('userAccountId', '=', gainer.id).execute();
		const id = await apply('all', later(10));
		for (const minutes of [11, 12]) await carryOn(db(), id, gradingAt(later(minutes)));
		const afterApply = await toldOf(celina.id);
		expect(afterApply).toEqual([expect.stringContaining('Po poprawce klucza 1 zaświadczenie opiera się')]);

		await enroll(db(), gainer, course, later(13));
		const { issuer } = gradingAt(later(13));
		await markLessonRead(db(), { personId: gainer.id, course, lessonSlug: 'lekcja', issuer, now: later(13) });
		await undo(id, later(20));
		await carryOn(db(), id, gradingAt(later(21)));
		const told = await toldOf(celina.id);
		expect(told).toHaveLength(2);
		expect(told.join()).toContain('Po cofnięciu poprawki klucza 1 zaświadczenie opiera się');
		const { doubtfulNumbers } = await getRegrade(db(), course.slug, id);
		const { number } = await db()
			.selectFrom('certificate')
			.select('number')
			.where('userAccountId', '=', gainer.id)
			.executeTakeFirstOrThrow();
		expect(doubtfulNumbers).toEqual([number]);
	});

	test('one’s own data tell the old result and the new one, also after it was taken back', async () => {
		const bartek = await person('Bartek');
		await take(bartek.id, [1, 1]);
		const id = await apply('all', later(10));
		const mine = async () => {
			const asked = { personId: bartek.id, origin: 'https://wspolnie.example', ...gradingAt(later(30)) };
			return (await Array.fromAsync(readMyAttempts(db(), asked)))[0];
		};
		const change = { question: 1, oldScore: 100, oldMaxScore: 200, newScore: 200, newMaxScore: 200 };
		const reason = 'W kluczu była pomyłka.';
		expect(await mine()).toMatchObject({
			score: 200,
			resultChanges: [{ ...change, reason, changedAt: later(10).toISOString(), undoneAt: null }]
		});
		await undo(id, later(20));
		expect(await mine()).toMatchObject({
			score: 100,
			resultChanges: [{ ...change, undoneAt: later(20).toISOString() }]
		});
	});
});
