import type { Course } from '#lib/courses/course.ts';
import { opensLaterOn } from '#lib/groups/assignment.ts';
import type { Db } from '#lib/server/db/db.ts';
import { listLearningFacts } from './facts.ts';
import { describeProgress, type CourseProgress } from './progress.ts';

export interface LearnedCourse {
	course: Course;
	progress: CourseProgress;
}

/**
 * Every course a person is on, unfinished ones first, those that open later behind them, then the one begun last. A course that is not served at the
 * moment is left out; its progress waits in the database.
 */
export async function listLearnedCourses(
	db: Db,
	personId: string,
	findCourse: (slug: string) => Course | undefined,
	now: Date = new Date()
): Promise<LearnedCourse[]> {
	const facts = await listLearningFacts(db, personId);
	const learned: LearnedCourse[] = [];
	for (const [slug, known] of facts) {
		const course = known.enrolledAt === null ? undefined : findCourse(slug);
		if (course) learned.push({ course, progress: describeProgress(course, known, now) });
	}
	const isStillClosed = ({ progress }: LearnedCourse) => opensLaterOn(progress.assignment, now) !== null;
	return learned.sort(
		(a, b) =>
			Number(a.progress.isCompleted) - Number(b.progress.isCompleted) ||
			Number(isStillClosed(a)) - Number(isStillClosed(b)) ||
			(b.progress.enrolledAt ?? '').localeCompare(a.progress.enrolledAt ?? '')
	);
}
