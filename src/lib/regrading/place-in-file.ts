import type { Course } from '#lib/courses/course.ts';

/** Where the author finds the question that was put right. */
export interface PlaceInFile {
	/** The quiz the author came from. */
	quizSlug: string;
	/** As the folders of a course are called, without their numbers. */
	file: string;
	/** Whether the file still says what was put right. */
	isInFile: boolean;
}

/** @param regrade as stored: its quizzes are a JSON array */
export function findPlaceInFile(
	course: Course,
	{ quizSlugs, fromHash, questionSlug }: { quizSlugs: string; fromHash: string; questionSlug: string }
): PlaceInFile {
	const slugs = JSON.parse(quizSlugs) as string[];
	const holding = course.lessons.filter(({ slug }) => slugs.includes(slug));
	const isInBank = course.bank.some(({ id }) => id === questionSlug);
	const [lesson] = holding;
	return {
		quizSlug: slugs[0] ?? '',
		file: isInBank ? 'bank.md' : `…-${lesson?.moduleSlug ?? ''}/…-${lesson?.slug ?? slugs[0] ?? ''}/quiz.md`,
		isInFile: holding.some(({ quiz }) => quiz?.questions.some(({ hash }) => hash === fromHash))
	};
}
