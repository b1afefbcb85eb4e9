import type { Course } from '../courses/course.ts';
import { dayInPoland } from '../format.ts';
import type { Quiz } from '../quizzes/quiz.ts';

/** How a group has a course. */
export interface AssignmentRules {
	/** Tests and practice cannot be begun before this day; null: at once. */
	opensOn: string | null;
	/** The last day in time; null: none. */
	dueOn: string | null;
	/** Each lesson opens once the one before is done. */
	isOrderLocked: boolean;
	/** Of tests; never below what the course asks for. null: as the course says. */
	passingPercent: number | null;
}

/** What a teacher gets with one click. */
export const NO_RULES: AssignmentRules = { opensOn: null, dueOn: null, isOrderLocked: false, passingPercent: null };

/** The pass mark a group may not go below: that of the strictest test. null: the course has no test. */
export function strictestPassingPercent(course: Pick<Course, 'lessons'>): number | null {
	const marks = course.lessons.flatMap(({ quiz }) => (quiz?.kind === 'test' ? (quiz.passingPercent ?? []) : []));
	return marks.length > 0 ? Math.max(...marks) : null;
}

/** The pass mark that counts for a learner: the group's where it asks for more. null: there is nothing to pass. */
export function passingPercentOf(
	quiz: Pick<Quiz, 'kind' | 'passingPercent'>,
	rules: Pick<AssignmentRules, 'passingPercent'> | null
): number | null {
	const { kind, passingPercent } = quiz;
	return kind === 'test' ? Math.max(passingPercent ?? 0, rules?.passingPercent ?? 0) : passingPercent;
}

/** The day a course opens for a group, as long as it is to come in Poland; null: it is open. */
export function opensLaterOn(rules: Pick<AssignmentRules, 'opensOn'> | null, now: Date): string | null {
	const opensOn = rules?.opensOn ?? null;
	return opensOn !== null && opensOn > dayInPoland(now) ? opensOn : null;
}
