import type { Confidence } from '../confidence/confidence.ts';
import type { ReviewRating } from './scheduler.ts';

/**
 * What an answer tells the scheduler; learners do not grade themselves. Nothing won: again. Right in part, or right by a
 * guess: hard. Right: good. Right and sure: easy. How long it took is left out: without a script nobody knows.
 */
export function rateAnswer(answer: { score: number; maxScore: number; confidence: Confidence | null }): ReviewRating {
	const { score, maxScore, confidence } = answer;
	if (score === 0) return 1;
	if (score < maxScore || confidence === 'guess') return 2;
	return confidence === 'sure' ? 4 : 3;
}
