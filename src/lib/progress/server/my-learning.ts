import type { Course } from '#lib/courses/course.ts';
import type { Db } from '#lib/server/db/db.ts';
import { listLearningFacts } from './facts.ts';
import { describeProgress, type CourseProgress } from './progress.ts';

export interface LearnedCourse {
	course: Course;
	progress: CourseProgress;
}

/**
 * Every course a person is on, unfinished ones first, then the one begun last. A course that is not served at the
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
	return learned.sort(
		(a, b) =>
			Number(a.progress.isCompleted) - Number(b.progress.isCompleted) ||
			(b.progress.enrolledAt ?? '').localeCompare(a.progress.enrolledAt ?? '')
	);
}
