import { beforeEach, expect, test } from 'vitest';
import { NO_RULES } from '#lib/groups/assignment.ts';
import { assignCourse, changeAssignment, removeAssignment } from '#lib/groups/server/assignments.ts';
import { addLearner, removeMember } from '#lib/groups/server/members.ts';
import { readMyAttempts } from '#lib/privacy/server/my-attempts.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { feedbackWaitInWords, type FeedbackWait } from '#lib/quizzes/feedback-wait.ts';
import { getAttemptPage } from '#lib/quizzes/server/attempt-page.ts';
import { getAttemptForPerson, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { findFeedbackWait } from '#lib/quizzes/server/feedback.ts';
import { submitAttempt, type Grading } from '#lib/quizzes/server/grading.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { sampleCourse, sampleLesson } from '../support/courses.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { passQuiz } from '../support/learning.ts';
import { createGroupWith, createOrganization } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { testQuiz } from '../support/quizzes.ts';

const noon = new Date('2026-11-23T12:00:00.000Z');
const lastEvening = new Date('2026-12-05T22:00:00.000Z');
const nextDay = new Date('2026-12-05T23:30:00.000Z');
const yearsLater = new Date('2030-01-01T12:00:00.000Z');
const quiz: Quiz = { ...testQuiz, feedback: 'afterClose', timeLimitMinutes: null };
const pretest: Quiz = { ...quiz, slug: 'na-start', kind: 'pretest', passingPercent: null, feedback: 'afterTest' };

describeOnBothDatabases('keys that wait for the closing of a course', (getDb) => {
	let courseNumber = 0;
	let course: ReturnType<typeof sampleCourse>;
	let school: { id: string };
	let group: { id: string };
	let bartek: { id: string };
	const anna = { id: '', address: '127.0.0.1' };

	/** A course of its own, so that other tests' groups are not still writing it. */
	beforeEach(async () => {
		course = sampleCourse({
			slug: `kurs-${courseNumber++}`,
			lessons: [
				sampleLesson({ slug: pretest.slug, title: 'Na start', number: 1, quiz: pretest }),
				sampleLesson({ slug: quiz.slug, title: 'Sprawdzian', number: 2, quiz })
			]
		});
		school = await createOrganization(getDb(), 'Szkoła nr 3');
		anna.id = (await createPerson(getDb(), 'Anna')).id;
		bartek = await createPerson(getDb(), 'Bartek');
		group = await createGroupWith(getDb(), school, [bartek], 'inny-kurs');
	});

	const gradingAt = (now: Date): Grading => ({
		courses: { find: (slug) => (slug === course.slug ? course : undefined) },
		issuer: 'ROPS',
		now
	});
	const assign = (dueOn: string | null, to = group) =>
		assignCourse(getDb(), anna, to.id, course, noon, { ...NO_RULES, dueOn });
	const leave = (from = group, now = noon) =>
		getDb()
			.transaction()
			.execute((trx) => removeMember(trx, from.id, bartek.id, now));
	const join = (to: { id: string }) =>
		getDb()
			.transaction()
			.execute((trx) => addLearner(trx, to.id, bartek.id, noon));

	async function take(person = bartek, of = quiz, now = noon): Promise<string> {
		await enroll(getDb(), person, course, now);
		const { id } = await startAttempt(getDb(), { personId: person.id, course, quiz: of, now });
		await submitAttempt(getDb(), { personId: person.id, attemptId: id, ...gradingAt(now) });
		return id;
	}

	const waitOf = async (id: string, now = noon, person = bartek): Promise<FeedbackWait | null> =>
		findFeedbackWait(getDb(), await getAttemptForPerson(getDb(), person.id, id), gradingAt(now));

	test('they wait for the last day of the group, in Polish time, and for good where there is none', async () => {
		await assign('2026-12-05');
		const id = await take();
		expect(await waitOf(id, lastEvening)).toEqual({ for: 'ownGroup', lastDay: '2026-12-05' });
		expect(await waitOf(id, nextDay)).toBeNull();
		await changeAssignment(getDb(), anna, group.id, course, NO_RULES);
		expect(await waitOf(id, yearsLater)).toEqual({ for: 'ownGroup', lastDay: null });
	});

	test('of an open attempt nothing is told', async () => {
		await enroll(getDb(), bartek, course, noon);
		const { id } = await startAttempt(getDb(), { personId: bartek.id, course, quiz, now: noon });
		expect(await waitOf(id, yearsLater)).toEqual({ for: 'end' });
	});

	test('a course that was taken back and a group in the archive hold nothing back', async () => {
		await assign('2026-12-05');
		const id = await take();
		await removeAssignment(getDb(), anna, group.id, course.slug);
		expect(await waitOf(id)).toBeNull();
		await assign('2026-12-05');
		expect(await waitOf(id)).not.toBeNull();
		await getDb()
			.updateTable('learnerGroup')
			.set({ archivedAt: noon.toISOString() })
			.where('id', '=', group.id)
			.execute();
		expect(await waitOf(id)).toBeNull();
	});

	test('whoever leaves the group waits for it all the same, after the attempt or before', async () => {
		await assign('2026-12-05');
		const first = await take();
		await leave();
		const second = await take();
		for (const id of [first, second]) {
			expect(await waitOf(id, lastEvening)).toEqual({ for: 'ownGroup', lastDay: '2026-12-05' });
			expect(await waitOf(id, nextDay)).toBeNull();
		}
	});

	test('moving to a group that is through with the course shows nothing while the first one writes', async () => {
		await assign('2026-12-05');
		const through = await createGroupWith(getDb(), school, [], 'inny-kurs');
		await assign('2026-11-01', through);
		await leave();
		await join(through);
		const id = await take();
		expect(await waitOf(id, lastEvening)).toEqual({ for: 'ownGroup', lastDay: '2026-12-05' });
		expect(await waitOf(id, nextDay)).toBeNull();
	});

	test('of several groups the last one counts', async () => {
		const other = await createGroupWith(getDb(), school, [bartek], 'inny-kurs');
		await assign('2026-11-30');
		await assign('2026-12-05', other);
		expect(await waitOf(await take())).toEqual({ for: 'ownGroup', lastDay: '2026-12-05' });
	});

	test('an account without a group sees nothing while any group writes, and everything once none does', async () => {
		const second = await createPerson(getDb(), 'Bartek, drugie konto');
		const id = await take(second);
		expect(await waitOf(id, noon, second), 'nobody has the course').toBeNull();
		await assign('2026-12-05');
		const { questions } = await getAttemptPage(getDb(), {
			personId: second.id,
			attemptId: id,
			...gradingAt(lastEvening)
		});
		expect(JSON.stringify(questions)).not.toContain('KLUCZ');
		expect(await waitOf(id, lastEvening, second)).toEqual({ for: 'otherGroups' });
		const asked = { personId: second.id, origin: '', ...gradingAt(lastEvening) };
		expect(JSON.stringify(await Array.fromAsync(readMyAttempts(getDb(), asked)))).not.toMatch(/KLUCZ|"verdict"/);
		expect(await waitOf(id, nextDay, second)).toBeNull();
	});

	test('a group of strangers that still writes does not keep back a group that is through', async () => {
		await assign('2026-12-05');
		const strangers = await createGroupWith(
			getDb(),
			await createOrganization(getDb(), 'Szkoła Darka'),
			[],
			'inny-kurs'
		);
		await assign(null, strangers);
		const id = await take();
		expect(await waitOf(id, nextDay)).toBeNull();
		await leave(group, nextDay);
		expect(await waitOf(id, nextDay), 'begun in the group').toBeNull();
		const { id: again } = await startAttempt(getDb(), { personId: bartek.id, course, quiz, now: yearsLater });
		await submitAttempt(getDb(), { personId: bartek.id, attemptId: again, ...gradingAt(yearsLater) });
		expect(await waitOf(again, yearsLater), 'begun outside it').toEqual({ for: 'otherGroups' });
	});

	test('keys of the test before learning wait as long as those of the test', async () => {
		await assign('2026-12-05');
		const id = await take(bartek, pretest);
		expect(await waitOf(id)).toEqual({ for: 'test' });
		await passQuiz(getDb(), bartek.id, course.slug, quiz.slug, { at: noon });
		expect(await waitOf(id, lastEvening)).toEqual({ for: 'ownGroup', lastDay: '2026-12-05' });
		expect(await waitOf(id, nextDay)).toBeNull();
	});

	test('the page says what is waited for', () => {
		const says = (wait: FeedbackWait) => feedbackWaitInWords(wait).replaceAll('\u00a0', ' ');
		expect(says({ for: 'ownGroup', lastDay: '2026-12-05' })).toContain(
			'po 5 grudnia 2026. Tego dnia mija termin kursu'
		);
		expect(says({ for: 'ownGroup', lastDay: null })).toContain('Osoba prowadząca jeszcze go nie ustaliła');
		expect(says({ for: 'otherGroups' })).toContain('wszystkie grupy, które teraz go mają');
	});
});
