import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { NO_RULES, type AssignmentRules } from '#lib/groups/assignment.ts';
import { assignCourse, changeAssignment, removeAssignment } from '#lib/groups/server/assignments.ts';
import { addLearner } from '#lib/groups/server/members.ts';
import { isLessonDone } from '#lib/progress/completion.ts';
import { getLearningFacts } from '#lib/progress/server/facts.ts';
import { getCourseProgress, markLessonRead } from '#lib/progress/server/progress.ts';
import { getAttemptForPerson, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { restartPractice } from '#lib/quizzes/server/practice.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import { sampleCourse, sampleLesson } from '../support/courses.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { passQuiz } from '../support/learning.ts';
import { createGroupWith, createOrganization } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { gradingAt, practiceQuiz, testQuiz } from '../support/quizzes.ts';

/** Practice, reading, practice, reading, test. */
const course = sampleCourse({
	slug: 'kurs-po-kolei',
	lessons: ['pierwsza', 'druga', 'trzecia', 'czwarta', 'ostatnia'].map((slug, index) =>
		sampleLesson({
			slug,
			title: `Lekcja ${slug}`,
			number: index + 1,
			quiz: index === 4 ? { ...testQuiz, slug } : index % 2 === 0 ? { ...practiceQuiz, slug } : null
		})
	)
});
const quizAt = (slug: string) => course.lessons.find((lesson) => lesson.slug === slug)?.quiz ?? practiceQuiz;
const issuer = 'Operator';
const anna = { id: '', address: '127.0.0.1' };

describeOnBothDatabases('rules of a course in a group', (getDb) => {
	let bartek: { id: string };
	let group: { id: string };
	let school: { id: string };

	beforeEach(async () => {
		school = await createOrganization(getDb(), 'Szkoła nr 3');
		anna.id = (await createPerson(getDb(), 'Anna')).id;
		bartek = await createPerson(getDb(), 'Bartek');
		group = await createGroupWith(getDb(), school, [bartek], 'inny-kurs');
	});

	const given = new Date('2026-03-01T10:00:00Z');
	const later = new Date('2026-06-01T10:00:00Z');
	const assign = (rules: Partial<AssignmentRules>, of = course) =>
		assignCourse(getDb(), anna, group.id, of, given, { ...NO_RULES, ...rules });
	const read = (lessonSlug: string, now = later) =>
		markLessonRead(getDb(), { personId: bartek.id, course, lessonSlug, issuer, now });
	const start = (slug: string, now = later) =>
		startAttempt(getDb(), { personId: bartek.id, course, quiz: quizAt(slug), now });
	const archive = () =>
		getDb().updateTable('learnerGroup').set({ archivedAt: later.toISOString() }).where('id', '=', group.id).execute();
	const countAttempts = async () => {
		const { count } = await getDb()
			.selectFrom('attempt')
			.select((eb) => eb.fn.countAll().as('count'))
			.where('userAccountId', '=', bartek.id)
			.executeTakeFirstOrThrow();
		return Number(count);
	};

	test.each([
		['2026-03-29', '2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00.000Z'],
		['2026-03-30', '2026-03-29T21:59:59.999Z', '2026-03-29T22:00:00.000Z'],
		['2026-10-26', '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00.000Z']
	])('quizzes of a course that opens on %s wait for midnight in Poland', async (opensOn, before, midnight) => {
		await assign({ opensOn });
		await expect(start('pierwsza', new Date(before))).rejects.toMatchObject({ status: 409, code: 'not_open_yet' });
		await expect(start('ostatnia', new Date(before))).rejects.toMatchObject({ status: 409, code: 'not_open_yet' });
		await read('druga', new Date(before));
		expect((await start('pierwsza', new Date(midnight))).isNew).toBe(true);
	});

	test('an attempt begun before the day was set goes on, a new round of practice waits', async () => {
		await assign({});
		const begun = await start('pierwsza');
		await changeAssignment(getDb(), anna, group.id, course, { ...NO_RULES, opensOn: '2026-12-05' });
		expect(await start('pierwsza')).toEqual({ id: begun.id, isNew: false });
		const grading = { ...gradingAt(later), courses: { find: () => course } };
		await submitAttempt(getDb(), { personId: bartek.id, attemptId: begun.id, ...grading });
		const again = restartPractice(getDb(), { personId: bartek.id, course, quiz: quizAt('pierwsza'), now: later });
		await expect(again).rejects.toMatchObject({ code: 'not_open_yet' });
	});

	test('in a locked order a lesson ahead is refused by the name of the one to finish', async () => {
		await assign({ isOrderLocked: true });
		await expect(read('druga')).rejects.toMatchObject({ status: 409, message: /„Lekcja pierwsza”/ });
		await read('pierwsza');
		await expect(read('druga')).rejects.toMatchObject({ message: /„Lekcja pierwsza”/ });
		await passQuiz(getDb(), bartek.id, course.slug, 'pierwsza', { at: later });
		await expect(start('trzecia')).rejects.toMatchObject({ status: 409, message: /„Lekcja druga”/ });
		await read('druga');
		expect((await start('trzecia')).isNew).toBe(true);
		const { steps } = await getCourseProgress(getDb(), bartek.id, course, later);
		expect(steps.map(({ isLocked }) => isLocked)).toEqual([false, false, false, true, true]);
	});

	test('a lesson read before the order was locked may be marked again', async () => {
		await assign({});
		await read('trzecia');
		await changeAssignment(getDb(), anna, group.id, course, { ...NO_RULES, isOrderLocked: true });
		await expect(read('trzecia')).resolves.toMatchObject({ isCompleted: false });
	});

	test('whatever is tried in whatever order, no lesson is done before the ones in front of it', async () => {
		await assign({ isOrderLocked: true });
		const tried = fc.array(
			fc.record({ slug: fc.constantFrom(...course.lessons.map(({ slug }) => slug)), isQuiz: fc.boolean() }),
			{
				maxLength: 12
			}
		);
		await fc.assert(
			fc
				.asyncProperty(tried, async (tries) => {
					for (const { slug, isQuiz } of tries) {
						const quiz = course.lessons.find((lesson) => lesson.slug === slug)?.quiz;
						if (isQuiz && quiz) {
							const isStarted = await start(slug).then(
								() => true,
								() => false
							);
							if (isStarted) await pass(slug);
						} else await read(slug).catch(() => undefined);
					}
					const facts = await getLearningFacts(getDb(), bartek.id, course.slug);
					const done = course.lessons.map((lesson) => isLessonDone(course, facts, lesson));
					const firstLeft = done.indexOf(false);
					expect(firstLeft === -1 || !done.slice(firstLeft).includes(true)).toBe(true);
				})
				.afterEach(forget),
			{ numRuns: 25 }
		);
	});

	const pass = (quizSlug: string) =>
		getDb()
			.insertInto('quizResult')
			.values({
				userAccountId: bartek.id,
				courseSlug: course.slug,
				quizSlug,
				gradedCount: 1,
				bestScore: 1,
				bestMaxScore: 1,
				passedAt: later.toISOString()
			})
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	const forget = async () => {
		for (const table of ['quizResult', 'lessonProgress', 'attempt'] as const) {
			await getDb().deleteFrom(table).where('userAccountId', '=', bartek.id).execute();
		}
	};

	test('twenty tabs that start at once are all refused, or all get the one attempt with the group’s pass mark', async () => {
		await assign({ opensOn: '2026-06-02', passingPercent: 85 });
		const startAll = (now: Date) => Promise.allSettled(Array.from({ length: 20 }, () => start('ostatnia', now)));
		const early = await startAll(later);
		expect(early.every(({ status }) => status === 'rejected')).toBe(true);
		expect(await countAttempts()).toBe(0);

		const inTime = await startAll(new Date('2026-06-02T08:00:00Z'));
		const ids = new Set(inTime.map((each) => (each.status === 'fulfilled' ? each.value.id : String(each.reason))));
		expect(ids.size).toBe(1);
		const { policy } = await getAttemptForPerson(getDb(), bartek.id, [...ids][0] ?? '');
		expect(policy.passingPercent).toBe(85);
	});

	test('the pass mark is the stricter of the two, for tests only, and said wherever the threshold is', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: testQuiz.passingPercent ?? 0, max: 100 }), async (passingPercent) => {
				await assign({});
				await changeAssignment(getDb(), anna, group.id, course, { ...NO_RULES, passingPercent });
				const [practice, test] = [await start('pierwsza'), await start('ostatnia')];
				const policies = [practice, test].map(
					async ({ id }) => (await getAttemptForPerson(getDb(), bartek.id, id)).policy
				);
				expect((await Promise.all(policies)).map((policy) => policy.passingPercent)).toEqual([60, passingPercent]);
				const { steps, missing } = await getCourseProgress(getDb(), bartek.id, course, later);
				expect(steps[4]?.quiz?.passingPercent).toBe(passingPercent);
				expect(missing.at(-1)).toContain(`próg ${passingPercent}%`);
				await forget();
			}),
			{ numRuns: 10 }
		);
	});

	test('an open test keeps the mark it began with', async () => {
		await assign({});
		const { id } = await start('ostatnia');
		await changeAssignment(getDb(), anna, group.id, course, { ...NO_RULES, passingPercent: 100 });
		expect((await getAttemptForPerson(getDb(), bartek.id, id)).policy.passingPercent).toBe(60);
	});

	test.each(['taken back', 'in the archive'])('rules end with a course or a group that is %s', async (end) => {
		await assign({ opensOn: '2026-12-05', isOrderLocked: true, passingPercent: 90 });
		await (end === 'taken back' ? removeAssignment(getDb(), anna, group.id, course.slug) : archive());
		const { assignment, steps } = await getCourseProgress(getDb(), bartek.id, course, later);
		expect(assignment).toBeNull();
		expect(steps.every(({ isLocked, gate }) => !isLocked && gate === null)).toBe(true);
		expect((await start('ostatnia')).isNew).toBe(true);
	});

	test('of two groups with a course, the one it is learned with gives the rules', async () => {
		await assign({ passingPercent: 90 });
		const stricter = await createGroupWith(getDb(), school, [], 'inny-kurs');
		await getDb()
			.transaction()
			.execute((trx) => addLearner(trx, stricter.id, bartek.id, later));
		await assignCourse(getDb(), anna, stricter.id, course, later, { ...NO_RULES, passingPercent: 100 });
		expect((await getCourseProgress(getDb(), bartek.id, course)).assignment?.passingPercent).toBe(90);
	});

	test('who completed the course is past the order and the opening day', async () => {
		await assign({ opensOn: '2026-12-05', isOrderLocked: true });
		await getDb()
			.updateTable('enrollment')
			.set({ completedAt: later.toISOString() })
			.where('userAccountId', '=', bartek.id)
			.where('courseSlug', '=', course.slug)
			.execute();
		expect((await start('ostatnia')).isNew).toBe(true);
	});
});
