import type { Course } from '#lib/courses/course.ts';
import type { AuthoredContent } from '#lib/quizzes/question.ts';
import type { Question } from '#lib/quizzes/quiz.ts';

/** What an import is compared with: a question that the course has. */
export interface PresentQuestion {
	id: string;
	hash: string;
	/** Folded, see `comparedTitle`. */
	title: string;
}

export const comparedTitle = (content: AuthoredContent) => content.title.toLowerCase().replace(/\s+/g, ' ').trim();

/** All questions of a course, the bank included. */
export const presentQuestions = (course: Course): PresentQuestion[] => {
	const questions: Question[] = [...course.bank, ...course.lessons.flatMap(({ quiz }) => quiz?.questions ?? [])];
	return questions.map(({ id, hash, content }) => ({ id, hash, title: comparedTitle(content) }));
};
