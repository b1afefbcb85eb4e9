import type { Difficulty } from '#lib/quizzes/difficulty.ts';
import type { QuestionType } from '#lib/quizzes/question.ts';
import type { QuizKind } from '#lib/quizzes/quiz.ts';

/** A question at its author's desk. */
export interface QuestionRow {
	id: string;
	/** The lesson whose quiz holds it, or `bank`. */
	place: string;
	title: string;
	type: QuestionType;
	points: number;
	/** Its name; null: not said. */
	competence: string | null;
	difficulty: Difficulty | null;
	/** null: too few answers to say. */
	measured: Difficulty | null;
	/** Share of the points people got, from 0 to 1, over `answers` first attempts; null: too few. */
	facility: number | null;
	answers: number;
	verdict: 'check' | 'checkFirst' | null;
	openReports: number;
	/** How many texts and keys of it people were asked. */
	revisions: number;
}

export interface LessonRow {
	slug: string;
	title: string;
	number: number;
	path: string;
	/** YYYY-MM-DD */
	lawAsOf: string;
	minutes: number;
	quiz: { title: string; kind: QuizKind; drawn: number | null } | null;
	/** Its quiz's own. */
	questions: QuestionRow[];
}

export const needsCare = ({ verdict, openReports }: QuestionRow): boolean => verdict !== null || openReports > 0;
