import { BANK } from '../../course.ts';
import type { CourseProblem } from '../course-index.ts';
import type { QuestionFile } from '../question-file.ts';
import type { CourseDraft, LessonDraft } from '../read-course.ts';

/** Looks at a course as a whole; single files have their own rules. */
export type CourseRule = (course: CourseDraft, now: Date) => CourseProblem[];

/** The questions that stand before the slash of a published name: those of a lesson's quiz, or of the bank. */
export const findQuestionFile = (course: CourseDraft, name: string): QuestionFile<unknown> | null | undefined =>
	name === BANK ? course.bank : lessonsOf(course).find(({ folder }) => folder.slug === name)?.quiz;

export const lessonsOf = (course: CourseDraft): LessonDraft[] => course.modules.flatMap((module) => module.lessons);
