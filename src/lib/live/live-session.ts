/** How a quiz that a group answers together is doing. */
export type LiveState = 'open' | 'paused' | 'ended';

/** What the one at the projector may do. */
export type LiveMove = 'pause' | 'resume' | 'reveal' | 'next' | 'end';

export interface LiveProgress {
	state: LiveState;
	/** From 0. */
	position: number;
	/** The right answer and the answers of the group are on the wall; nobody answers any more. */
	isRevealed: boolean;
}

/** A session left alone ends by itself. */
export const LONGEST_SESSION_HOURS = 3;

/** Answers are taken until the question is paused, revealed or left. */
export const takesAnswers = ({ state, isRevealed }: LiveProgress): boolean => state === 'open' && !isRevealed;

/**
 * Where a move leads.
 * @returns null when it makes no sense now, such as the second of two clicks
 */
export function afterMove(before: LiveProgress, move: LiveMove, questionCount: number): LiveProgress | null {
	if (before.state === 'ended') return null;
	switch (move) {
		case 'pause':
			return takesAnswers(before) ? { ...before, state: 'paused' } : null;
		case 'resume':
			return before.state === 'paused' ? { ...before, state: 'open' } : null;
		case 'reveal':
			return before.isRevealed ? null : { ...before, state: 'open', isRevealed: true };
		case 'next':
			if (before.position + 1 >= questionCount) return null;
			return { state: 'open', position: before.position + 1, isRevealed: false };
		case 'end':
			return { ...before, state: 'ended' };
	}
}
