import type { Confidence } from './confidence.ts';

/** What a right and a wrong answer is multiplied by; see `cbmMark`. */
const FACTORS: Record<Confidence, { right: number; wrong: number }> = {
	guess: { right: 1, wrong: 0 },
	rather: { right: 2, wrong: -2 },
	sure: { right: 3, wrong: -6 }
};

/**
 * The certainty-based mark of one answer, as Moodle gives it (docs.moodle.org, Using certainty-based marking; tracker
 * MDL-17894): the points won times 1, 2 or 3 by how sure the person was, in part right alike; for an answer that won
 * nothing, the points to be had times 0, −2 or −6. Nothing said counts as the lowest certainty, no answer as nothing.
 * These factors pay best for saying what one believes: „sure” from 80 % on, „rather” from 67 % on.
 * @returns hundredths of a point, whole; never part of a score
 */
export function cbmMark(answer: {
	isAnswered: boolean;
	score: number;
	maxScore: number;
	confidence: Confidence | null;
}): number {
	if (!answer.isAnswered) return 0;
	const factor = FACTORS[answer.confidence ?? 'guess'];
	// Adding zero takes the sign off −0.
	return answer.score > 0 ? answer.score * factor.right : answer.maxScore * factor.wrong + 0;
}
