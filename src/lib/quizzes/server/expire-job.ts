import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';
import type { Settings } from '#lib/server/settings.ts';
import { expireOverdue } from './grading.ts';

/** Ends and grades attempts whose time is over and whose page nobody opened again. */
export const expireAttempts: Job<{ db: Db; courses: CourseIndex; settings: Settings }> = {
	name: 'overdue attempts',
	everyMs: 60_000,
	run: ({ db, courses, settings }, now) => expireOverdue(db, { courses, issuer: settings.operator.name, now })
};
