import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { getBoard } from '#lib/board/server/board.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { listAttemptsIn, viewAttempt } from '#lib/board/server/attempts-in-group.ts';
import { noteGroupViewed } from '#lib/board/server/group-viewed.ts';
import { countActivity, findHardestQuestion, listHardestQuestions } from '#lib/board/server/hardest-questions.ts';
import { listRecipients, sendMessage } from '#lib/board/server/message.ts';
import { refreshQuestionStatistics } from '#lib/board/server/question-job.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { prepareAllSteps } from '#lib/progress/server/prepare-steps.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { gradingAt, smallCourse, testQuiz } from '../support/quizzes.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const course = smallCourse;
const courses = { find: () => course };

describeOnBothDatabases('the board of a group', (getDb) => {
	let school: { id: string; name: string };
	let anna: { id: string; displayName: string; address: string };
	let darek: { id: string };
	let learners: { id: string }[];
	let group: { id: string; name: string; organizationId: string; archivedAt: null };

	beforeEach(async () => {
		const db = getDb();
		school = await createOrganization(db, 'Szkoła nr 1');
		anna = { ...(await createPerson(db, 'Anna')), address: '192.0.2.1' };
		darek = await createPerson(db, 'Darek');
		const names = Array.from({ length: 6 }, (_, number) => `Uczeń ${number}`);
		learners = await Promise.all(names.map((name) => createPerson(db, name)));
		const { id } = await createGroupWith(db, school, learners, course.slug);
		group = { id, name: '7b', organizationId: school.id, archivedAt: null };
		await addTeacher(db, group, anna);
		await grantRole(db, anna, 'teacher', school);
		await grantRole(db, darek, 'teacher', await createOrganization(db, 'Inna szkoła'));
		for (const learner of learners) await enroll(db, learner, course, now);
		await prepareAllSteps(db, now);
	});

	const assignment = { opensOn: null, dueOn: null, createdAt: now.toISOString() };
	const board = async (at = now) => getBoard(getDb(), { group, course, assignment, now: at });
	const sit = async (personId: string, choice: number | null, at = now) => {
		const { id } = await startAttempt(getDb(), { personId, course, quiz: testQuiz, now: at });
		const changes = choice === null ? [] : [{ position: 0, value: choice, key: randomUUID() }];
		await getDb()
			.transaction()
			.execute((trx) => saveAnswers(trx, [{ attemptId: id, receivedAt: at, changes }]));
		await submitAttempt(getDb(), { personId, attemptId: id, ...gradingAt(at) });
		return id;
	};
	const statistics = async () => ({
		groupId: group.id,
		course,
		...(await countActivity(getDb(), group.id, course.slug))
	});
	const auditOf = (action: string, subjectId: string) =>
		getDb()
			.selectFrom('auditLog')
			.selectAll()
			.where('action', '=', action)
			.where('subjectId', '=', subjectId)
			.execute();

	test('shows everyone who learns in the group and nobody else, whichever group they are enrolled with', async () => {
		const db = getDb();
		const stranger = await createPerson(db, 'Obcy');
		const guest = await createPerson(db, 'Gość');
		const other = await createGroupWith(db, school, [stranger, guest], course.slug);
		for (const person of [stranger, guest]) await enroll(db, person, course, now);
		await db
			.insertInto('membership')
			.values({ learnerGroupId: group.id, userAccountId: guest.id, kind: 'learner', joinedAt: now.toISOString() })
			.execute();
		const newcomer = await createPerson(db, 'Nowa');
		await db
			.insertInto('membership')
			.values({ learnerGroupId: group.id, userAccountId: newcomer.id, kind: 'learner', joinedAt: now.toISOString() })
			.execute();
		await sit(guest.id, 0);
		const { rows, lastActivityAt } = await board();
		expect(rows.map(({ id }) => id).sort()).toEqual([...learners, guest, newcomer].map(({ id }) => id).sort());
		expect(rows.find(({ id }) => id === guest.id)?.cells[1]?.slice(0, 2)).toEqual([0, 1]);
		expect(lastActivityAt).toBe(now.toISOString());
		expect(other.id).not.toBe(group.id);
	});

	test('somebody stuck for a week needs help, with the reason in words', async () => {
		await sit(learners[0]!.id, 2);
		const { rows } = await board(later(7 * 24 * 60));
		const helped = rows.filter(({ reasons }) => reasons.length > 0);
		expect(helped.map(({ id, reasons }) => [id, reasons])).toEqual([
			[learners[0]!.id, ['7\u00a0dni bez ruchu, ostatnio lekcja\u00a02']]
		]);
	});

	test('a course the group does not have, or a group of another school, is not found', async () => {
		const asked = (personId: string, slug = course.slug) =>
			getCourseOfGroup({ db: getDb(), courses }, personId, { groupId: group.id, course: slug });
		expect((await asked(anna.id)).course.slug).toBe(course.slug);
		await expect(asked(darek.id)).rejects.toMatchObject({ status: 404 });
		await expect(asked(anna.id, 'inny-kurs')).rejects.toMatchObject({ status: 404 });
	});

	test('a view of the group is written down once a day, for each who looks', async () => {
		await noteGroupViewed(getDb(), anna, group, now);
		await noteGroupViewed(getDb(), anna, group, later(60));
		expect(await auditOf('group.viewed', group.id)).toHaveLength(1);
		await noteGroupViewed(getDb(), anna, group, later(24 * 60));
		expect(await auditOf('group.viewed', group.id)).toHaveLength(2);
	});

	test('attempts of current members at courses of the group are listed and shown; each look is written down', async () => {
		const bartek = learners[0]!;
		const attemptId = await sit(bartek.id, 0);
		const asked = { personId: bartek.id, attemptId, ...gradingAt(now) };
		expect(await listAttemptsIn(getDb(), group.id, bartek.id)).toMatchObject([
			{ id: attemptId, title: 'Sprawdzian', number: 1, isOpen: false, isPassed: false }
		]);
		expect(await viewAttempt(getDb(), anna, group, asked)).toMatchObject({ id: attemptId, isOpen: false });
		expect(await auditOf('attempt.viewed', bartek.id)).toHaveLength(1);

		const another = { ...asked, personId: learners[1]!.id };
		await expect(viewAttempt(getDb(), anna, group, another)).rejects.toMatchObject({ status: 404 });
		await getDb()
			.updateTable('courseAssignment')
			.set({ removedAt: now.toISOString() })
			.where('learnerGroupId', '=', group.id)
			.execute();
		await expect(viewAttempt(getDb(), anna, group, asked)).rejects.toMatchObject({ status: 404 });
		expect(await listAttemptsIn(getDb(), group.id, bartek.id)).toEqual([]);
	});

	test('whoever left the group takes their attempts along', async () => {
		const bartek = learners[0]!;
		await sit(bartek.id, 0);
		await getDb().deleteFrom('membership').where('userAccountId', '=', bartek.id).execute();
		expect(await listAttemptsIn(getDb(), group.id, bartek.id)).toEqual([]);
	});

	test('an open attempt is shown without keys and stays open, even when its time is over', async () => {
		const bartek = learners[0]!;
		const { id: attemptId } = await startAttempt(getDb(), { personId: bartek.id, course, quiz: testQuiz, now });
		const shown = await viewAttempt(getDb(), anna, group, {
			personId: bartek.id,
			attemptId,
			...gradingAt(later(120))
		});
		expect(shown.isOpen).toBe(true);
		expect(JSON.stringify(shown)).not.toContain('KLUCZ');
		const [attempt] = await listAttemptsIn(getDb(), group.id, bartek.id);
		expect(attempt).toMatchObject({ isOpen: true, percent: null });
	});

	test('four answers say nothing about a question, five do; a second attempt does not count', async () => {
		for (const { id } of learners.slice(0, 4)) await sit(id, 2, now);
		expect(await findHardestQuestion(getDb(), await statistics(), later(5))).toBeNull();
		await sit(learners[4]!.id, 0, later(10));
		await sit(learners[0]!.id, 0, later(20));
		const hardest = await listHardestQuestions(getDb(), await statistics(), later(30));
		expect(hardest?.questions[0]).toMatchObject({
			...{ answered: 5, seen: 5, facility: 20, isOfEarlierEdition: false },
			wrong: { html: 'Trzy', count: 4 }
		});
		expect(await findHardestQuestion(getDb(), await statistics(), later(30))).toEqual({
			title: 'Ile głosów ma członek?',
			facility: 20
		});
	});

	test('an answer that waits for a mark is no wrong answer yet, and a question made void is no longer counted', async () => {
		const ids: string[] = [];
		for (const { id } of learners.slice(0, 5)) ids.push(await sit(id, 0, now));
		const set = (attemptId: string, change: { score: null } | { voided: 'none' }) =>
			getDb().updateTable('attemptItem').set(change).where('attemptId', '=', attemptId).execute();
		const listed = async (minutes: number) =>
			(
				await listHardestQuestions(
					getDb(),
					{ ...(await statistics()), lastActivityAt: later(minutes).toISOString() },
					later(minutes)
				)
			)?.questions;
		await set(ids[0]!, { score: null });
		expect((await listed(30))?.map(({ seen }) => seen)).toEqual(Array(testQuiz.questions.length).fill(4));
		for (const id of ids) await set(id, { voided: 'none' });
		expect(await listed(40)).toEqual([]);
	});

	test('the job counts where something happened since, and two processes count the same', async () => {
		await refreshQuestionStatistics(getDb(), courses, later(60));
		for (const { id } of learners) await sit(id, 1, later(70));
		const both = [
			refreshQuestionStatistics(getDb(), courses, later(90)),
			refreshQuestionStatistics(getDb(), courses, later(90))
		];
		expect((await Promise.all(both)).every((counted) => counted >= 1)).toBe(true);
		expect(await refreshQuestionStatistics(getDb(), courses, later(95))).toBe(0);

		const counted = (since: number) =>
			refreshQuestionStatistics(getDb(), courses, later(101), later(since).toISOString());
		await sit(learners[0]!.id, 1, later(96));
		expect(await counted(97)).toBe(0);
		expect(await counted(95)).toBe(1);
		expect(await counted(95)).toBe(0);
		const large = { ...(await statistics()), peopleCount: 1_000 };
		expect((await findHardestQuestion(getDb(), large, later(95)))?.facility).toBe(0);
	});

	test('a message goes to the chosen of the group only, with the name of who writes and not into the audit log', async () => {
		const db = getDb();
		const chosen = [learners[0]!.id, learners[1]!.id, darek.id, randomUUID()];
		expect(await listRecipients(db, group.id, chosen)).toHaveLength(2);
		const message = { group, course, chosen, text: 'Czekam na Was w piątek.' };
		expect(await sendMessage(db, anna, message, now)).toBe(2);
		const told = await db.selectFrom('notification').selectAll().where('kind', '=', 'message').execute();
		const ours = told.filter(({ content }) => content.includes('Czekam na Was'));
		expect(ours.map(({ userAccountId }) => userAccountId).sort()).toEqual(chosen.slice(0, 2).sort());
		expect(JSON.parse(ours[0]!.content)).toMatchObject({ title: expect.stringContaining('Anna (7b)') as string });
		const [entry] = await auditOf('message.sent', group.id);
		expect(entry?.detail).not.toContain('piątek');
		await expect(sendMessage(db, anna, { ...message, chosen: [darek.id] }, now)).rejects.toMatchObject({ status: 400 });
	});

	test('after twenty messages in an hour the next one waits', async () => {
		const message = { group, course, chosen: [learners[0]!.id], text: 'Przypominam.' };
		for (let count = 0; count < 20; count++) await sendMessage(getDb(), anna, message, now);
		await expect(sendMessage(getDb(), anna, message, now)).rejects.toMatchObject({ status: 429 });
	});
});
