import type { DistractorTable } from './distractors.ts';
import type { Difficulty } from '#lib/quizzes/difficulty.ts';
import type { QuizKind } from '#lib/quizzes/quiz.ts';
import type { ItemStatistics, QuizStatistics } from './quiz-statistics.ts';

/** A quiz of a course in the list of its author. */
export interface QuizRow {
	slug: string;
	title: string;
	kind: QuizKind;
	/** null: too few people so far, or not measured yet. */
	statistics: Pick<QuizStatistics, 'attempts' | 'mean' | 'passRate' | 'reliability'> | null;
	/** How many of its present questions ask for a look at their key. */
	suspects: number;
}

/** A choice as the author reads it; `html` was cleaned when the course was read. */
export interface ChoiceRow {
	html: string;
	isRight: boolean;
}

/** One revision of a question, with what is known of it. */
export interface ItemView extends Omit<ItemStatistics, 'gradedHash' | 'distractors'> {
	hash: string;
	n: number;
	difficulty: Difficulty | null;
	/** Without markup. */
	title: string;
	titleHtml: string;
	/** In the course as it is now; else it was replaced by another. */
	isCurrent: boolean;
	/** Scored by a key that was put right after it was asked. */
	isCorrected: boolean;
	verdict: 'check' | 'checkFirst' | null;
	distractors: (DistractorTable & { rows: ChoiceRow[] }) | null;
}

/** A question with its revisions, the present one first. */
export interface QuestionView {
	id: string;
	titleHtml: string;
	revisions: ItemView[];
}
