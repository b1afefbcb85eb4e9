import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { dayInPoland } from '#lib/format.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { markLessonRead } from '#lib/progress/server/progress.ts';
import { shownValue } from '#lib/quizzes/answer-value.ts';
import type { AnswerValue } from '#lib/quizzes/question.ts';
import { checkPracticeAnswer } from '#lib/quizzes/server/practice.ts';
import { answerReview } from '#lib/reviews/server/answer-review.ts';
import { getGroupForecast, listMyForecasts } from '#lib/reviews/server/forecasts.ts';
import { renameCards } from '#lib/reviews/server/rename-cards.ts';
import { findKeptReview } from '#lib/reviews/server/review-page.ts';
import { endPause, getReviewSetting, savePause, switchReviews } from '#lib/reviews/server/settings.ts';
import { listMySkills } from '#lib/reviews/server/skills.ts';
import { getReviewsToday } from '#lib/reviews/server/today.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { createGroupWith, createOrganization } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { allQuestions, gradingAt, practiceQuiz, question, rightAnswers, smallCourse } from '../support/quizzes.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000);
const courses = {
	find: (slug: string) => (slug === smallCourse.slug ? smallCourse : undefined),
	list: () => [smallCourse]
};

describeOnBothDatabases('reviews', (getDb) => {
	let personId: string;
	beforeEach(async () => {
		personId = (await createPerson(getDb(), 'Bartek')).id;
	});
	const read = async (id = personId) => {
		await enroll(getDb(), { id }, smallCourse, now);
		await markLessonRead(getDb(), { personId: id, course: smallCourse, lessonSlug: 'lekcja', issuer: 'SP 1', now });
	};
	const todayAt = (at: Date) => getReviewsToday(getDb(), { personId, courses, now: at });
	const cards = () =>
		getDb()
			.selectFrom('reviewCard')
			.select(['questionSlug', 'dueAt', 'memory', 'stability'])
			.where('userAccountId', '=', personId)
			.orderBy('questionSlug')
			.execute();
	const dueDays = async () => (await cards()).map(({ dueAt }) => dayInPoland(dueAt));
	const entries = () => getDb().selectFrom('reviewEntry').selectAll().where('userAccountId', '=', personId).execute();

	async function answer(at: Date, value: AnswerValue, options: { key?: string; slug?: string; hash?: string } = {}) {
		const { cards: due } = await todayAt(at);
		const card = due.find(({ questionSlug }) => !options.slug || questionSlug === options.slug) ?? due[0];
		const place = card ?? { courseSlug: 'maly-kurs', quizSlug: 'lekcja', questionSlug: options.slug ?? 'single' };
		const hash = options.hash ?? allQuestions.find(({ id }) => id === place.questionSlug)?.hash ?? '';
		return answerReview(getDb(), {
			...{ courseSlug: place.courseSlug, quizSlug: place.quizSlug, questionSlug: place.questionSlug },
			...{ personId, courses, hash, key: options.key ?? randomUUID(), confidence: null, now: at },
			given: (content, order) => shownValue(content, order, value)
		});
	}

	describe('cards', () => {
		test('come with a lesson that is read, once, and are first asked tomorrow', async () => {
			await read();
			await read();
			expect((await cards()).map(({ questionSlug }) => questionSlug)).toEqual(['multiple', 'single', 'trueFalse']);
			expect((await todayAt(now)).cards).toHaveLength(0);
			expect((await todayAt(daysLater(1))).cards).toHaveLength(3);
		});

		test('come with a practice that is done, never with a test', async () => {
			for (const [position, id] of (['single', 'multiple', 'trueFalse'] as const).entries()) {
				await checkPracticeAnswer(getDb(), {
					...{ personId, course: smallCourse, quiz: practiceQuiz, position },
					...gradingAt(now),
					given: ({ content, optionOrder }) => shownValue(content, optionOrder, rightAnswers[id])
				});
			}
			expect((await cards()).map(({ questionSlug }) => questionSlug)).toEqual(['multiple', 'single', 'trueFalse']);
		});

		test('rest when the course no longer asks them, and ask what the course asks now', async () => {
			await read();
			const [first, ...others] = practiceQuiz.questions;
			const reworded = question(first!.id, { ...first!.content, title: 'Inaczej' } as never);
			const quiz = { ...practiceQuiz, questions: [reworded, ...others.slice(1)] };
			const lessons = smallCourse.lessons.map((lesson) => (lesson.slug === 'lekcja' ? { ...lesson, quiz } : lesson));
			const changed = { ...smallCourse, lessons };
			const asked = { personId, courses: { find: () => changed, list: () => [changed] }, now: daysLater(1) };
			const { cards: due } = await getReviewsToday(getDb(), asked);
			expect(due.map(({ question: { hash } }) => hash)).toContain(reworded.hash);
			expect(due).toHaveLength(2);
		});

		test('follow a question to its new name', async () => {
			await read();
			await answer(daysLater(1), 0, { slug: 'single' });
			const from = { quizSlug: 'lekcja', questionSlug: 'single' };
			const to = { quizSlug: 'lekcja', questionSlug: 'glosy' };
			await getDb()
				.transaction()
				.execute((trx) => renameCards(trx, { courseSlug: 'maly-kurs', from, to }));
			expect((await cards()).map(({ questionSlug }) => questionSlug)).toEqual(['glosy', 'multiple', 'trueFalse']);
			expect((await entries()).map(({ questionSlug }) => questionSlug)).toEqual(['glosy']);
		});
	});

	describe('an answer', () => {
		beforeEach(() => read());

		test('is kept, told with its explanation, and moves its card', async () => {
			const key = randomUUID();
			expect(await answer(daysLater(1), 0, { key, slug: 'single' })).toEqual({ state: 'kept' });
			const kept = await findKeptReview(getDb(), { personId, key, courses });
			expect(kept).toMatchObject({ feedback: { verdict: 'right' }, lesson: { title: 'Lekcja' } });
			expect(kept!.dueOn > dayInPoland(daysLater(1))).toBe(true);
			expect((await todayAt(daysLater(1))).cards).toHaveLength(2);
			expect(await findKeptReview(getDb(), { personId: randomUUID(), key, courses })).toBeUndefined();
		});

		test('that is wrong comes back tomorrow', async () => {
			await answer(daysLater(1), 2, { slug: 'single' });
			expect((await todayAt(daysLater(2))).cards.map(({ questionSlug }) => questionSlug)).toContain('single');
		});

		test('sent twice, also at once, is one review', async () => {
			const key = randomUUID();
			const place = { personId, courses, courseSlug: 'maly-kurs', quizSlug: 'lekcja', questionSlug: 'single' };
			const review = {
				...place,
				key,
				hash: allQuestions[0]!.hash,
				confidence: null,
				now: daysLater(1),
				given: () => 0
			};
			const sent = await Promise.all([answerReview(getDb(), review), answerReview(getDb(), review)]);
			expect([...sent, await answerReview(getDb(), review)]).toEqual(Array(3).fill({ state: 'kept' }));
			expect(await entries()).toHaveLength(1);
		});

		test('from a second tab does not count: the first one does', async () => {
			const place = { personId, courses, courseSlug: 'maly-kurs', quizSlug: 'lekcja', questionSlug: 'single' };
			const review = { ...place, hash: allQuestions[0]!.hash, confidence: null, now: daysLater(1), given: () => 0 };
			const tabs = await Promise.all(
				['first-tab', 'other-tab'].map((key) => answerReview(getDb(), { ...review, key }))
			);
			expect(tabs.map(({ state }) => state).sort()).toEqual(['answered', 'kept']);
			expect(await entries()).toHaveLength(1);
		});

		test('to an older text of the question, without a card or with nothing chosen is not kept', async () => {
			expect(await answer(daysLater(1), 0, { slug: 'single', hash: 'a'.repeat(64) })).toEqual({ state: 'changed' });
			await getDb().deleteFrom('reviewCard').where('userAccountId', '=', personId).execute();
			expect(await answer(daysLater(1), 0)).toEqual({ state: 'changed' });
			await read();
			expect(await answer(daysLater(1), [], { slug: 'multiple' })).toMatchObject({ state: 'refused' });
			expect(await entries()).toHaveLength(0);
		});
	});

	test('after a long absence a day is still five minutes, and the rest waits', async () => {
		const quiz = {
			...practiceQuiz,
			questions: Array.from({ length: 80 }, (_, i) =>
				question(`q${i}`, { ...allQuestions[0]!.content, title: `${i}` } as never)
			)
		};
		const lessons = smallCourse.lessons.map((lesson) => (lesson.slug === 'lekcja' ? { ...lesson, quiz } : lesson));
		const large = { ...smallCourse, lessons };
		await enroll(getDb(), { id: personId }, large, now);
		await markLessonRead(getDb(), { personId, course: large, lessonSlug: 'lekcja', issuer: 'SP 1', now });
		const asked = { personId, courses: { find: () => large, list: () => [large] }, now: daysLater(300) };
		const today = await getReviewsToday(getDb(), asked);
		expect(today).toMatchObject({ minutes: 4, isMoreWaiting: true });
		expect(today.cards).toHaveLength(12);
	});

	describe('a pause', () => {
		beforeEach(() => read());
		const pause = { from: '2026-11-24', until: '2026-12-03' };

		test('asks nothing while it lasts and moves what fell due by its days, once', async () => {
			await savePause(getDb(), personId, pause, now);
			expect(await todayAt(daysLater(5))).toMatchObject({ rest: { kind: 'paused', until: '2026-12-03' }, cards: [] });
			await Promise.all([todayAt(daysLater(11)), todayAt(daysLater(11))]);
			expect(await dueDays()).toEqual(Array(3).fill('2026-12-04'));
			expect((await todayAt(daysLater(11))).cards).toHaveLength(3);
		});

		test('leaves alone what was due before it', async () => {
			await savePause(getDb(), personId, { from: '2026-11-25', until: '2026-12-03' }, now);
			await todayAt(daysLater(11));
			expect(await dueDays()).toEqual(Array(3).fill('2026-11-24'));
		});

		test('keeps whole days over a change of clocks', async () => {
			await getDb()
				.updateTable('reviewCard')
				.set({ dueAt: '2026-10-23T22:00:00.000Z' })
				.where('userAccountId', '=', personId)
				.execute();
			const october = new Date('2026-10-20T10:00:00.000Z');
			await savePause(getDb(), personId, { from: '2026-10-20', until: '2026-10-26' }, october);
			await todayAt(new Date('2026-10-28T10:00:00.000Z'));
			expect((await cards())[0]?.dueAt).toBe('2026-10-30T23:00:00.000Z');
		});

		test('that ends early moves by the days it lasted; one still to come moves nothing', async () => {
			await savePause(getDb(), personId, pause, now);
			await endPause(getDb(), personId, daysLater(3));
			expect(await dueDays()).toEqual(Array(3).fill('2026-11-26'));
			await savePause(getDb(), personId, { from: '2026-12-20', until: '2026-12-30' }, daysLater(3));
			await endPause(getDb(), personId, daysLater(4));
			expect(await dueDays()).toEqual(Array(3).fill('2026-11-26'));
			expect(await getReviewSetting(getDb(), personId, daysLater(4))).toEqual({ isOff: false, pause: null });
		});

		test('and switching off leave cards as they are', async () => {
			await switchReviews(getDb(), personId, true);
			expect(await todayAt(daysLater(1))).toMatchObject({ rest: { kind: 'off' }, cards: [] });
			await switchReviews(getDb(), personId, false);
			expect((await todayAt(daysLater(1))).cards).toHaveLength(3);
		});
	});

	test('skills tell of mixed answers once there are enough, and rise and fall with them', async () => {
		await read();
		const level = async () => (await listMySkills(getDb(), { personId, courses }))[0];
		for (const day of [1, 2, 3, 4, 5]) await answer(daysLater(day), 2, { slug: 'single' });
		const low = await level();
		expect(low).toMatchObject({ level: 0, answers: 5 });
		await answer(daysLater(6), 0, { slug: 'single' });
		const high = await level();
		expect(high!.level!).toBeGreaterThan(0);
	});

	test('a forecast falls with time; of a group it is told for five people, not for four', async () => {
		const school = await createOrganization(getDb(), 'Szkoła');
		const people = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((name) => createPerson(getDb(), name)));
		const group = await createGroupWith(getDb(), school, people, smallCourse.slug);
		const of = { groupId: group.id, courseSlug: smallCourse.slug, now: daysLater(1) };
		for (const [at, { id }] of people.entries()) {
			personId = id;
			await read(id);
			await answer(daysLater(1), 0, { slug: 'single' });
			if (at === 3) expect(await getGroupForecast(getDb(), of)).toEqual({ people: 4, cards: 0, percents: null });
		}
		const { percents } = await getGroupForecast(getDb(), of);
		const [mine] = await listMyForecasts(getDb(), { personId, courses, now: daysLater(1) });
		expect(mine?.percents).toEqual(percents);
		expect(percents).toEqual([...percents!].sort((a, b) => b - a));
		expect(percents![0]).toBe(100);
	});
});
