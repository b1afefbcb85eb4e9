import type { Difficulty } from '../quizzes/difficulty.ts';
import type { Question } from '../quizzes/quiz.ts';

/**
 * What share of its points a question is expected to give while too few have answered it: about the middle of the range
 * that statistics call easy (from 0.8), medium (from 0.5) or hard.
 */
const BY_AUTHOR: Record<Difficulty, number> = { easy: 0.85, medium: 0.65, hard: 0.4 };

/** From 0 to 1; a question of which nothing is known counts as medium. */
export const expectedFacility = ({ difficulty }: Pick<Question, 'difficulty'>, measured: number | undefined): number =>
	measured ?? BY_AUTHOR[difficulty ?? 'medium'];
