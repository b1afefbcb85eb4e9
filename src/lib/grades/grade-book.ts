import type { Course } from '../courses/course.ts';

/** Which of a person's attempts at a quiz counts. */
export const COUNTING = { best: 'najlepsze podejście', last: 'ostatnie podejście' } as const;
export type Counting = keyof typeof COUNTING;

export const SCALES = { grades: 'oceny od 1 do 6', percent: 'procenty', pass: 'zaliczone albo nie' } as const;
export type Scale = keyof typeof SCALES;

/** From how many whole percent each grade is given, and from how many the course counts as passed. */
export const THRESHOLDS = ['6', '5', '4', '3', '2', 'pass'] as const;
export type Thresholds = Record<(typeof THRESHOLDS)[number], number>;

/** How the results of a group in a course become grades. */
export type GradeBook = {
	counting: Counting;
	scale: Scale;
	thresholds: Thresholds;
	/** Whole weights by the slug of the quiz; 0: does not count. */
	weights: Record<string, number>;
};

/** A quiz of the course as the book shows it. */
export interface GradedQuiz {
	slug: string;
	title: string;
	kind: 'practice' | 'test';
	weight: number;
}

/** What holds until a teacher says otherwise: tests count alike, practice does not. */
export function defaultGradeBook(course: Pick<Course, 'lessons'>): GradeBook {
	const tests = course.lessons.filter(({ quiz }) => quiz?.kind === 'test');
	return {
		counting: 'best',
		scale: 'grades',
		thresholds: { '6': 96, '5': 85, '4': 70, '3': 50, '2': 30, pass: 50 },
		weights: Object.fromEntries(tests.map(({ slug }) => [slug, 1]))
	};
}

/** Every quiz of the course that can have a weight, in the order of lessons. */
export function quizzesOf(course: Pick<Course, 'lessons'>, { weights }: Pick<GradeBook, 'weights'>): GradedQuiz[] {
	return course.lessons.flatMap(({ slug, shortTitle, quiz }) =>
		quiz?.kind === 'test' || quiz?.kind === 'practice'
			? [{ slug, title: shortTitle, kind: quiz.kind, weight: weights[slug] ?? 0 }]
			: []
	);
}

/** The grade a whole percent is worth; null: there is no result yet. */
export function gradeOf(
	percent: number | null,
	{ scale, thresholds }: Pick<GradeBook, 'scale' | 'thresholds'>
): string | null {
	if (percent === null) return null;
	if (scale === 'percent') return `${percent}%`;
	if (scale === 'pass') return percent >= thresholds.pass ? 'zaliczone' : 'niezaliczone';
	return (['6', '5', '4', '3', '2'] as const).find((grade) => percent >= thresholds[grade]) ?? '1';
}
