import { lessonPath, REQUIREMENT_OF, type Course, type Requirement } from '#lib/courses/course.ts';
import { stepOf, type PreparedStep, type PreparedSteps } from '#lib/progress/prepared-steps.ts';
import type { QuizKind } from '#lib/quizzes/quiz.ts';

/** A lesson as a column of the board. */
export interface BoardColumn {
	slug: string;
	/** From 1, through the whole course. */
	number: number;
	title: string;
	path: string;
	quiz: QuizKind | null;
	/** The course asks for reading the lesson. */
	asksReading: boolean;
	/** The course asks for passing the quiz. */
	asksPass: boolean;
}

/** The lessons of a course with what `completionOf` asks of each: made once a view, read for every person. */
export function columnsOf(course: Course): BoardColumn[] {
	const requires = new Set<Requirement | null>(course.certificate.requires);
	return course.lessons.map((lesson) => {
		const quiz = lesson.quiz?.kind ?? null;
		return {
			slug: lesson.slug,
			number: lesson.number,
			title: lesson.shortTitle,
			path: lessonPath(course, lesson),
			quiz,
			asksReading: quiz !== 'test' && requires.has('lessons'),
			asksPass: quiz !== null && requires.has(REQUIREMENT_OF[quiz])
		};
	});
}

/** How many steps the course asks for. */
export const countSteps = (columns: BoardColumn[]): number =>
	columns.reduce((sum, { asksReading, asksPass }) => sum + Number(asksReading) + Number(asksPass), 0);

/** What a person has done, lesson by lesson as the columns stand; undefined: nothing. */
export const cellsOf = (columns: BoardColumn[], steps: PreparedSteps): (PreparedStep | undefined)[] =>
	columns.map(({ slug }) => stepOf(steps, slug));

/** How many of the steps are done; the same as `completionOf` counts from the facts. */
export function countDone(columns: BoardColumn[], cells: (PreparedStep | undefined)[]): number {
	let done = 0;
	columns.forEach(({ asksReading, asksPass }, at) => {
		const cell = cells[at];
		if (!cell) return;
		if (asksReading && cell[0] === 1) done++;
		if (asksPass && cell[3] === 1) done++;
	});
	return done;
}
