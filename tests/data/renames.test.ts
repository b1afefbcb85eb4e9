import { beforeEach, expect, test } from 'vitest';
import { carryRenames } from '#lib/courses/server/carry-renames.ts';
import type { Redirects } from '#lib/courses/course.ts';
import { findLatestAttempt, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { getLearningFacts } from '#lib/progress/server/facts.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { learnEverythingBut } from '../support/learning.ts';
import { createPerson } from '../support/people.ts';
import { smallCourse, testQuiz } from '../support/quizzes.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const redirects = (changes: Partial<Redirects>): Redirects => ({ courses: [], lessons: {}, questions: {}, ...changes });

describeOnBothDatabases('renamed courses, lessons and questions', (getDb) => {
	let bartek: { id: string };
	beforeEach(async () => {
		for (const table of ['instanceSetting', 'attempt', 'questionRevision'] as const) {
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
		await carryRenames(getDb(), [{ slug: 'nowy-kurs', redirects: redirects({ courses: ['maly-kurs'] }) }]);
		expect(await factsOf('nowy-kurs')).toEqual(before);
		expect((await factsOf('maly-kurs')).enrolledAt).toBeNull();
		const course = { ...smallCourse, slug: 'nowy-kurs' };
		expect(await findLatestAttempt(getDb(), { personId: bartek.id, course, quiz: testQuiz })).toMatchObject({
			state: 'open',
			number: 1
		});
	});

	test('a lesson keeps its readers, its results and its attempts', async () => {
		await carryRenames(getDb(), [
			{ slug: 'maly-kurs', redirects: redirects({ lessons: { lekcja: 'lekcja-pierwsza', sprawdzian: 'test' } }) }
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
			{ slug: 'maly-kurs', redirects: redirects({ questions: { 'lekcja/single': 'lekcja/glosy' } }) }
		]);
		expect(await slugs()).toEqual(before);
		await carryRenames(getDb(), [
			{ slug: 'maly-kurs', redirects: redirects({ questions: { 'sprawdzian/single': 'sprawdzian/glosy' } }) }
		]);
		expect(await slugs()).toEqual(before.map((slug) => (slug === 'single' ? 'glosy' : slug)).sort());
	});

	test('it happens once: what is learned later under a name that came back stays there', async () => {
		const renamed = [{ slug: 'nowy-kurs', redirects: redirects({ courses: ['maly-kurs'] }) }];
		await carryRenames(getDb(), renamed);
		await enroll(getDb(), bartek, smallCourse, now);
		await carryRenames(getDb(), renamed);
		expect((await factsOf('maly-kurs')).enrolledAt).not.toBeNull();
	});

	test('what somebody already has under the new name stays', async () => {
		const later = new Date('2026-12-24T12:00:00.000Z');
		await enroll(getDb(), bartek, { slug: 'nowy-kurs' }, later);
		await carryRenames(getDb(), [{ slug: 'nowy-kurs', redirects: redirects({ courses: ['maly-kurs'] }) }]);
		expect((await factsOf('nowy-kurs')).enrolledAt).toBe(later.toISOString());
		expect((await factsOf('nowy-kurs')).readLessons.size).toBe(2);
		expect((await factsOf('maly-kurs')).enrolledAt).toBe(now.toISOString());
	});
});
