import type { CourseProblem } from '../course-index.ts';
import type { CourseDraft, LessonDraft } from '../read-course.ts';

/** Looks at a course as a whole; single files have their own rules. */
export type CourseRule = (course: CourseDraft, now: Date) => CourseProblem[];

export const lessonsOf = (course: CourseDraft): LessonDraft[] => course.modules.flatMap((module) => module.lessons);
