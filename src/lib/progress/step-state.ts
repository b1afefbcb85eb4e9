import type { ProgressStep } from './server/progress.ts';

export type StepState = 'done' | 'started' | 'todo' | 'locked';

/** How a step is said where its icon cannot be seen. */
export const STEP_STATES: Record<StepState, string> = {
	done: 'zrobione',
	started: 'zaczęte',
	todo: 'przed Tobą',
	locked: 'po wcześniejszych lekcjach'
};

/**
 * A lesson is done when it is read and its quiz passed; the lesson of a test is done when the test is passed. A pretest
 * leaves its lesson to be read, and nothing else.
 */
export function stepStateOf(step: ProgressStep): StepState {
	const { isRead, quiz, isLocked } = step;
	if (quiz?.isPassed && (isRead || quiz.kind === 'test')) return 'done';
	if (isRead && (!quiz || quiz.kind === 'pretest')) return 'done';
	if (isRead || (quiz !== null && quiz.bestPercent !== null)) return 'started';
	return isLocked ? 'locked' : 'todo';
}
