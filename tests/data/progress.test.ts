import { beforeEach, expect, test } from 'vitest';
import { enroll, isEnrolled } from '#lib/progress/server/enrollment.ts';
import { updateCompletion } from '#lib/progress/server/completion.ts';
import { listLearningFacts } from '#lib/progress/server/facts.ts';
import { getCourseProgress, markLessonRead } from '#lib/progress/server/progress.ts';
import type { UserAccount } from '#lib/server/db/schema.ts';
import { sampleCourse } from '../support/courses.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { learnEverythingBut, passQuiz } from '../support/learning.ts';
import { createGroupWith, createOrganization } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const course = sampleCourse();
const now = new Date('2026-11-23T10:00:00Z');
const issuer = 'Operator';

describeOnBothDatabases('progress', (getDb) => {
	let bartek: UserAccount;
	beforeEach(async () => {
		bartek = await createPerson(getDb(), 'Bartek');
	});
	const read = (lessonSlug: string, at = now) =>
		markLessonRead(getDb(), { personId: bartek.id, course, lessonSlug, issuer, now: at });
	const progress = () => getCourseProgress(getDb(), bartek.id, course);

	test('enrolling twice keeps the first day', async () => {
		await enroll(getDb(), bartek, course, now);
		await enroll(getDb(), bartek, course, new Date('2026-12-01T10:00:00Z'));
		expect(await isEnrolled(getDb(), bartek.id, course.slug)).toBe(true);
		expect((await progress()).enrolledAt).toBe(now.toISOString());
	});

	test('a member of a group that was given the course is enrolled with the group', async () => {
		const school = await createOrganization(getDb(), 'Szkoła nr 3');
		const group = await createGroupWith(getDb(), school, [bartek], course.slug);
		await enroll(getDb(), bartek, course, now);
		const row = await getDb()
			.selectFrom('enrollment')
			.select('learnerGroupId')
			.where('userAccountId', '=', bartek.id)
			.executeTakeFirstOrThrow();
		expect(row.learnerGroupId).toBe(group.id);
	});

	test('reading without being enrolled stores nothing and says what to do', async () => {
		await expect(read('po-co')).rejects.toMatchObject({ status: 409, message: /zapisz się na kurs/ });
		expect((await progress()).steps[0]).toMatchObject({ isRead: false });
	});

	test('a lesson the course does not have is not found', async () => {
		await enroll(getDb(), bartek, course, now);
		await expect(read('nie-ma')).rejects.toMatchObject({ status: 404 });
	});

	test('a lesson read twice keeps its first time, and the next step moves on', async () => {
		await enroll(getDb(), bartek, course, now);
		await read('pieniadze');
		await read('pieniadze', new Date('2026-12-01T10:00:00Z'));
		const { steps, next, doneSteps, totalSteps, isEnrolled: onCourse } = await progress();
		expect(steps.map((step) => step.isRead)).toEqual([false, false, true, false]);
		expect({ onCourse, doneSteps, totalSteps }).toEqual({ onCourse: true, doneSteps: 1, totalSteps: 6 });
		expect(next).toEqual({ title: 'Po co razem', path: '/kursy/spoldzielnia-uczniowska/pomysl/po-co' });
	});

	test('progress shows the best result of each quiz and nothing of other people or courses', async () => {
		const darek = await createPerson(getDb(), 'Darek');
		for (const person of [bartek, darek]) await enroll(getDb(), person, course, now);
		await passQuiz(getDb(), bartek.id, course.slug, 'po-co', { score: 250, maxScore: 400, at: now });
		await passQuiz(getDb(), darek.id, course.slug, 'kto-decyduje', { at: now });
		await passQuiz(getDb(), bartek.id, 'inny-kurs', 'sprawdzian', { at: now });
		expect((await progress()).steps.map((step) => step.quiz?.bestPercent)).toEqual([62, null, undefined, null]);
		expect([...(await listLearningFacts(getDb(), bartek.id)).keys()].sort()).toEqual(['inny-kurs', course.slug]);
	});

	test('the last missing fact completes the course and gives the certificate', async () => {
		await enroll(getDb(), bartek, course, now);
		await learnEverythingBut(getDb(), bartek.id, course, 'pieniadze', now);
		expect(await progress()).toMatchObject({
			isCompleted: false,
			missing: ['Przeczytaj jeszcze 1\u00a0lekcję: „Pieniądze”.']
		});

		const outcome = await read('pieniadze');
		expect(outcome.isCompleted).toBe(true);
		expect(outcome.certificateId).not.toBeNull();
		expect(await progress()).toMatchObject({ isCompleted: true, completedAt: now.toISOString(), missing: [] });
		expect(await read('pieniadze', new Date('2027-01-01T10:00:00Z'))).toEqual(outcome);
		expect((await progress()).completedAt).toBe(now.toISOString());
	});

	test('a completed course stays completed when a lesson is added to it', async () => {
		await enroll(getDb(), bartek, course, now);
		await learnEverythingBut(getDb(), bartek.id, course, 'pieniadze', now);
		await read('pieniadze');
		const extra = { ...course.lessons[2]!, slug: 'nowa', title: 'Nowa', shortTitle: 'Nowa' };
		const grown = sampleCourse({ lessons: [...course.lessons, extra] });
		expect(await getCourseProgress(getDb(), bartek.id, grown)).toMatchObject({
			isCompleted: true,
			missing: [],
			next: { title: 'Nowa' }
		});
	});

	test('nobody completes a course without being enrolled', async () => {
		await learnEverythingBut(getDb(), bartek.id, course, '', now);
		const outcome = await getDb()
			.transaction()
			.execute((trx) => updateCompletion(trx, { personId: bartek.id, course, now, issuer }));
		expect(outcome).toEqual({ isCompleted: false, certificateId: null });
	});

	test('the two last facts written at the same moment complete the course exactly once', async () => {
		for (let round = 0; round < 8; round++) {
			const person = await createPerson(getDb(), `Osoba ${round}`);
			await enroll(getDb(), person, course, now);
			await learnEverythingBut(getDb(), person.id, course, 'pieniadze', now);
			await getDb().deleteFrom('lessonProgress').where('userAccountId', '=', person.id).execute();
			const outcomes = await Promise.all(
				['po-co', 'kto-decyduje', 'pieniadze'].map((lessonSlug) =>
					markLessonRead(getDb(), { personId: person.id, course, lessonSlug, issuer, now })
				)
			);
			expect(outcomes.filter((outcome) => outcome.isCompleted)).toHaveLength(1);
			const certificates = await getDb()
				.selectFrom('certificate')
				.select('id')
				.where('userAccountId', '=', person.id)
				.execute();
			expect(certificates).toHaveLength(1);
		}
	});
});
