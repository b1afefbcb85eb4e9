/** What an answer was given in the end, as its learner and its readers see it. */
export interface MarkView {
	/** Hundredths of a point. */
	score: number;
	maxScore: number;
	criteria: { name: string; score: number; maxScore: number }[];
	comments: string[];
}
