import { beforeEach, expect, test } from 'vitest';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { getCourseProgress } from '#lib/progress/server/progress.ts';
import { saveReadingPlace } from '#lib/progress/server/reading-place.ts';
import { sampleCourse } from '../support/courses.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createPerson } from '../support/people.ts';

const course = sampleCourse();
const monday = new Date('2026-11-23T08:00:00Z');
const tuesday = new Date('2026-11-24T08:00:00Z');

describeOnBothDatabases('where reading stopped', (getDb) => {
	let bartek: { id: string };

	beforeEach(async () => {
		bartek = await createPerson(getDb(), 'Bartek');
	});

	const stopAt = (lessonSlug: string, headingId: string | null, now = monday) =>
		saveReadingPlace(getDb(), { personId: bartek.id, courseSlug: course.slug, lessonSlug, headingId }, now);
	const stored = () => getDb().selectFrom('readingPlace').selectAll().where('userAccountId', '=', bartek.id).execute();
	const progress = () => getCourseProgress(getDb(), bartek.id, course);

	test('is not kept for those who are not on the course', async () => {
		await stopAt('po-co', 'h-pierwszy');
		expect(await stored()).toEqual([]);
	});

	test('is one place a course, the last one, and where the next lesson is opened', async () => {
		await enroll(getDb(), bartek, course, monday);
		expect((await progress()).place).toBeNull();
		await stopAt('kto-decyduje', 'h-walne');
		expect((await progress()).next?.path).toBe(`/kursy/${course.slug}/pomysl/po-co`);
		await stopAt('po-co', 'h-pierwszy', tuesday);
		const { place, next } = await progress();
		const path = `/kursy/${course.slug}/pomysl/po-co#h-pierwszy`;
		expect(place).toEqual({ lessonSlug: 'po-co', headingId: 'h-pierwszy', title: 'Po co razem', path });
		expect(next).toEqual({ title: 'Po co razem', path });
	});

	test('is not written again while it is the same', async () => {
		await enroll(getDb(), bartek, course, monday);
		await stopAt('po-co', null);
		await stopAt('po-co', null, tuesday);
		expect(await stored()).toMatchObject([{ lessonSlug: 'po-co', headingId: null, savedAt: monday.toISOString() }]);
		await stopAt('po-co', 'h-pierwszy', tuesday);
		expect(await stored()).toMatchObject([{ headingId: 'h-pierwszy', savedAt: tuesday.toISOString() }]);
	});

	test('is nowhere once its lesson is gone', async () => {
		await enroll(getDb(), bartek, course, monday);
		await stopAt('dawna-lekcja', 'h-nic');
		expect((await progress()).place).toBeNull();
	});
});
