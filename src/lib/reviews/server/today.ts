import type { Course, Lesson } from '#lib/courses/course.ts';
import { dayInPoland, startOfDayInPoland } from '#lib/format.ts';
import { correctedCourses } from '#lib/regrading/server/corrected-course.ts';
import type { Db } from '#lib/server/db/db.ts';
import { isPausedOn, type Pause } from '../pause.ts';
import { minutesOf, pickForToday } from '../queue.ts';
import { findReviewable, type CardPlace, type ReviewableQuestion } from './reviewable.ts';
import { getReviewSetting } from './settings.ts';

export interface CardToday extends CardPlace {
	course: Course;
	place: Lesson;
	question: ReviewableQuestion;
}

export interface ReviewsToday {
	/** Why nothing is asked; null: reviews go on. */
	rest: { kind: 'off' } | { kind: 'paused'; until: string } | null;
	/** A pause still to come or going on. */
	pause: Pause | null;
	/** In the order asked. */
	cards: CardToday[];
	minutes: number;
	answeredToday: number;
	/** More is due, and waits for another day. */
	isMoreWaiting: boolean;
}

interface Asked {
	personId: string;
	courses: { find(slug: string): Course | undefined; list(): Course[] };
	now: Date;
}

/** More cards than any day asks for, so that those whose question is gone are in nobody's way. */
const LOOKED_AT = 200;

/** What the person is asked today, in three look-ups by index and one a course, however much was learned. */
export async function getReviewsToday(db: Db, asked: Asked): Promise<ReviewsToday> {
	const { personId, courses, now } = asked;
	const today = dayInPoland(now);
	const { isOff, pause } = await getReviewSetting(db, personId, now);
	const nothing = { pause, cards: [], minutes: 0, answeredToday: 0, isMoreWaiting: false };
	if (isOff) return { ...nothing, rest: { kind: 'off' } };
	if (pause && isPausedOn(pause, today)) return { ...nothing, rest: { kind: 'paused', until: pause.until } };

	const waiting = await listDue(db, asked);
	const slugs = waiting.map(({ courseSlug }) => courseSlug);
	const corrected = await correctedCourses(db, courses, slugs);
	const due = waiting.flatMap((card) => {
		const found = findReviewable(corrected, card);
		if (!found) return [];
		const { course, lesson: place, question } = found;
		return [{ ...card, course, place, question, type: question.content.type, lesson: `${course.slug}/${place.slug}` }];
	});
	const answered = await listAnsweredToday(db, personId, today);
	const known = answered.flatMap((card) => {
		const question = findReviewable(courses, card)?.question;
		return question ? [{ type: question.content.type }] : [];
	});
	const cards = pickForToday(due, known);
	return {
		rest: null,
		pause,
		cards,
		minutes: minutesOf(cards.map(({ type }) => ({ type }))),
		answeredToday: answered.length,
		isMoreWaiting: due.length > cards.length
	};
}

function listDue(db: Db, { personId, courses, now }: Asked): Promise<CardPlace[]> {
	const served = courses.list().map(({ slug }) => slug);
	if (served.length === 0) return Promise.resolve([]);
	return db
		.selectFrom('reviewCard')
		.select(['courseSlug', 'quizSlug', 'questionSlug'])
		.where('userAccountId', '=', personId)
		.where('dueAt', '<=', now.toISOString())
		.where('courseSlug', 'in', served)
		.orderBy('dueAt')
		.orderBy('addedAt')
		.orderBy('quizSlug')
		.orderBy('questionSlug')
		.limit(LOOKED_AT)
		.execute();
}

const listAnsweredToday = (db: Db, personId: string, today: string): Promise<CardPlace[]> =>
	db
		.selectFrom('reviewEntry')
		.select(['courseSlug', 'quizSlug', 'questionSlug'])
		.where('userAccountId', '=', personId)
		.where('reviewedAt', '>=', startOfDayInPoland(today))
		.execute();
