import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { carryRenames } from '#lib/courses/server/carry-renames.ts';
import type { Redirects } from '#lib/courses/course.ts';
import { findLatestAttempt, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { getLearningFacts } from '#lib/progress/server/facts.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { assessAttempt } from '../support/assessed-attempt.ts';
import { learnEverythingBut } from '../support/learning.ts';
import { createGroupWith, createOrganization } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { smallCourse, testQuiz } from '../support/quizzes.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const redirects = (changes: Partial<Redirects>): Redirects => ({ courses: [], lessons: {}, questions: {}, ...changes });

describeOnBothDatabases('renamed courses, lessons and questions', (getDb) => {
	let bartek: { id: string };
	beforeEach(async () => {
		for (const table of [
			'instanceSetting',
			'attempt',
			'regrade',
			'questionRevision',
			'quizStatistic',
			'itemStatistic'
		] as const) {
			await getDb().deleteFrom(table).execute();
		}
		bartek = await createPerson(getDb(), 'Bartek');
		await enroll(getDb(), bartek, smallCourse, now);
		await startAttempt(getDb(), { personId: bartek.id, course: smallCourse, quiz: testQuiz, now });
		await learnEverythingBut(getDb(), bartek.id, smallCourse, '', now);
	});

	const factsOf = (slug: string) => getLearningFacts(getDb(), bartek.id, slug);

	test('everything learned goes along to the new name of the course', async () => {
		const before = await factsOf('maly-kurs');
		await carryRenames(getDb(), [
			{ slug: 'nowy-kurs', lessons: smallCourse.lessons, redirects: redirects({ courses: ['maly-kurs'] }) }
		]);
		expect(await factsOf('nowy-kurs')).toEqual(before);
		expect((await factsOf('maly-kurs')).enrolledAt).toBeNull();
		const course = { ...smallCourse, slug: 'nowy-kurs' };
		expect(await findLatestAttempt(getDb(), { personId: bartek.id, course, quiz: testQuiz })).toMatchObject({
			state: 'open',
			number: 1
		});
	});

	test('what a group has for the course goes along: grades, decisions, reports, live quizzes', async () => {
		const school = await createOrganization(getDb(), 'Szkoła Podstawowa nr 1');
		const { id: learnerGroupId } = await createGroupWith(getDb(), school, [bartek], smallCourse.slug);
		const [courseSlug, quizSlug, at] = [smallCourse.slug, testQuiz.slug, now.toISOString()];
		await getDb()
			.insertInto('gradeBook')
			.values({
				...{ learnerGroupId, courseSlug, counting: 'best', scale: 'percent', thresholds: '{}', changedAt: at },
				weights: JSON.stringify({ [quizSlug]: 3, lekcja: 1 })
			})
			.execute();
		await getDb()
			.insertInto('gradeDecision')
			.values({
				...{ id: randomUUID(), learnerGroupId, userAccountId: bartek.id, courseSlug, quizSlug, kind: 'excused' },
				...{ percent: null, reason: 'choroba', decidedBy: null, decidedAt: at }
			})
			.execute();
		await getDb()
			.insertInto('report')
			.values({
				...{ id: randomUUID(), organizationId: school.id, learnerGroupId, courseSlug, content: '{"kept":1}' },
				...{ createdBy: null, createdAt: at }
			})
			.execute();
		await getDb()
			.insertInto('liveSession')
			.values({
				...{ id: randomUUID(), learnerGroupId, courseSlug, quizSlug, questions: '[]', position: 0, state: 'ended' },
				...{ isRevealed: 0, version: 1, openedBy: null, openedAt: at, endedAt: at }
			})
			.execute();

		await carryRenames(getDb(), [
			{
				slug: 'nowy-kurs',
				lessons: smallCourse.lessons,
				redirects: redirects({ courses: ['maly-kurs'], lessons: { sprawdzian: 'test' } })
			}
		]);
		const [book, decision, report, live] = await Promise.all(
			(['gradeBook', 'gradeDecision', 'report', 'liveSession'] as const).map((table) =>
				getDb().selectFrom(table).selectAll().where('learnerGroupId', '=', learnerGroupId).executeTakeFirstOrThrow()
			)
		);
		expect(book).toMatchObject({ courseSlug: 'nowy-kurs', weights: JSON.stringify({ test: 3, lekcja: 1 }) });
		expect(decision).toMatchObject({ courseSlug: 'nowy-kurs', quizSlug: 'test' });
		expect(report).toMatchObject({ courseSlug: 'nowy-kurs', content: '{"kept":1}' });
		expect(live).toMatchObject({ courseSlug: 'nowy-kurs', quizSlug: 'test' });
	});

	test('what is known of a question goes along: corrected keys, statistics, reviews, reports', async () => {
		const { id } = await getDb().selectFrom('attempt').select('id').executeTakeFirstOrThrow();
		const place = { courseSlug: 'maly-kurs', quizSlug: testQuiz.slug };
		await assessAttempt(getDb(), { personId: bartek.id, attemptId: id, ...place, words: 'niejasne', now });
		await carryRenames(getDb(), [
			{
				slug: 'nowy-kurs',
				lessons: smallCourse.lessons.map((lesson) => ({ ...lesson, slug: 'test' })),
				redirects: redirects({
					courses: ['maly-kurs'],
					lessons: { sprawdzian: 'test' },
					questions: { 'sprawdzian/single': 'test/glosy' }
				})
			}
		]);
		const renamed = { courseSlug: 'nowy-kurs', quizSlug: 'test', questionSlug: 'glosy' };
		for (const table of ['itemStatistic', 'reviewCard', 'reviewEntry', 'questionReport'] as const) {
			expect(await getDb().selectFrom(table).selectAll().execute(), table).toMatchObject([renamed]);
		}
		expect(await getDb().selectFrom('quizStatistic').selectAll().execute()).toMatchObject([
			{ courseSlug: 'nowy-kurs', quizSlug: 'test' }
		]);
		const [regrade] = await getDb().selectFrom('regrade').selectAll().execute();
		expect(regrade).toMatchObject({ courseSlug: 'nowy-kurs', questionSlug: 'glosy', quizSlugs: '["test"]' });
		const revisions = await getDb()
			.selectFrom('questionRevision')
			.select(['courseSlug', 'questionSlug'])
			.where('hash', 'in', [regrade?.fromHash ?? '', regrade?.toHash ?? ''])
			.execute();
		const name = { courseSlug: 'nowy-kurs', questionSlug: 'glosy' };
		expect(revisions).toEqual([name, name]);
	});

	test('a lesson keeps its readers, its results and its attempts', async () => {
		await carryRenames(getDb(), [
			{
				slug: 'maly-kurs',
				lessons: smallCourse.lessons,
				redirects: redirects({ lessons: { lekcja: 'lekcja-pierwsza', sprawdzian: 'test' } })
			}
		]);
		const facts = await factsOf('maly-kurs');
		expect([...facts.readLessons].sort()).toEqual(['lekcja-pierwsza', 'test']);
		expect([...facts.quizzes.keys()].sort()).toEqual(['lekcja-pierwsza', 'test']);
		const quiz = { ...testQuiz, slug: 'test' };
		expect(await findLatestAttempt(getDb(), { personId: bartek.id, course: smallCourse, quiz })).toBeDefined();
	});

	test('a question is known under its new name, in its own lesson only', async () => {
		const slugs = async () => {
			const rows = await getDb().selectFrom('questionRevision').select('questionSlug').execute();
			return rows.map((row) => row.questionSlug).sort();
		};
		const before = await slugs();
		await carryRenames(getDb(), [
			{
				slug: 'maly-kurs',
				lessons: smallCourse.lessons,
				redirects: redirects({ questions: { 'lekcja/single': 'lekcja/glosy' } })
			}
		]);
		expect(await slugs()).toEqual(before);
		await carryRenames(getDb(), [
			{
				slug: 'maly-kurs',
				lessons: smallCourse.lessons,
				redirects: redirects({ questions: { 'sprawdzian/single': 'sprawdzian/glosy' } })
			}
		]);
		expect(await slugs()).toEqual(before.map((slug) => (slug === 'single' ? 'glosy' : slug)).sort());
	});

	test('it happens once: what is learned later under a name that came back stays there', async () => {
		const renamed = [
			{ slug: 'nowy-kurs', lessons: smallCourse.lessons, redirects: redirects({ courses: ['maly-kurs'] }) }
		];
		await carryRenames(getDb(), renamed);
		await enroll(getDb(), bartek, smallCourse, now);
		await carryRenames(getDb(), renamed);
		expect((await factsOf('maly-kurs')).enrolledAt).not.toBeNull();
	});

	test('what somebody already has under the new name stays', async () => {
		const later = new Date('2026-12-24T12:00:00.000Z');
		await enroll(getDb(), bartek, { slug: 'nowy-kurs' }, later);
		await carryRenames(getDb(), [
			{ slug: 'nowy-kurs', lessons: smallCourse.lessons, redirects: redirects({ courses: ['maly-kurs'] }) }
		]);
		expect((await factsOf('nowy-kurs')).enrolledAt).toBe(later.toISOString());
		expect((await factsOf('nowy-kurs')).readLessons.size).toBe(2);
		expect((await factsOf('maly-kurs')).enrolledAt).toBe(now.toISOString());
	});
});
