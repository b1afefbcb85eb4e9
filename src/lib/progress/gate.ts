import { lessonPath, type Course, type Lesson } from '../courses/course.ts';
import { AppError } from '../errors.ts';
import { formatDay } from '../format.ts';
import { opensLaterOn } from '../groups/assignment.ts';
import { isLessonDone, type LearningFacts } from './completion.ts';

type CourseOrder = Pick<Course, 'slug' | 'lessons' | 'certificate'>;

/** What keeps a learner from a quiz, by the rules of their group: a day to come, or a lesson to finish first. */
export type Gate =
	{ opensOn: string; after?: undefined } | { opensOn?: undefined; after: { title: string; path: string } };

/**
 * The gate before the quiz of a lesson; null: open. Who completed the course is past all gates, so that a certificate
 * can be renewed.
 */
export function gateOf(course: CourseOrder, facts: LearningFacts, lessonSlug: string, now: Date): Gate | null {
	if (facts.completedAt !== null) return null;
	const opensOn = opensLaterOn(facts.assignment, now);
	if (opensOn !== null) return { opensOn };
	const after = lessonToFinishFirst(course, facts, lessonSlug);
	return after && { after: { title: after.shortTitle, path: lessonPath(course, after) } };
}

/** Where the order is locked, the first lesson in front of this one that is not done; null: this one may be done. */
export function lessonToFinishFirst(course: CourseOrder, facts: LearningFacts, lessonSlug: string): Lesson | null {
	if (!facts.assignment?.isOrderLocked || facts.completedAt !== null) return null;
	const place = course.lessons.findIndex(({ slug }) => slug === lessonSlug);
	return course.lessons.slice(0, Math.max(place, 0)).find((lesson) => !isLessonDone(course, facts, lesson)) ?? null;
}

/** Refuses what a gate keeps closed, with the words the page says. */
export function refuseGate(gate: Gate | null): void {
	if (gate?.opensOn !== undefined) throw new AppError(409, 'not_open_yet', opensInWords(gate.opensOn));
	if (gate) throw lockedBehind(gate.after.title);
}

export const opensInWords = (day: string) =>
	`Twoja grupa zaczyna ten kurs ${formatDay(day)}. Quizy i\u00a0sprawdziany otworzą się tego dnia, a lekcje możesz czytać już teraz.`;

/** The lesson of that name comes first. */
export const lockedBehind = (title: string) =>
	new AppError(
		409,
		'order_locked',
		`W\u00a0Twojej grupie lekcje idą po kolei. Najpierw skończ lekcję „${title}”, potem wróć tutaj.`
	);
