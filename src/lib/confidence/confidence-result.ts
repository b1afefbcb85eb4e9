import { isAnswered } from '../quizzes/answer-value.ts';
import { maxScoreOf } from '../quizzes/grade.ts';
import type { AnswerValue, QuestionContent } from '../quizzes/question.ts';
import type { ConfidencePolicy } from '../quizzes/quiz.ts';
import { cbmMark } from './cbm.ts';
import { CONFIDENCES, type Confidence } from './confidence.ts';

export interface JudgedItem {
	position: number;
	content: QuestionContent;
	value: AnswerValue | undefined;
	confidence: Confidence | null;
	/** Hundredths of a point; null: not graded yet. */
	score: number | null;
}

/** What confidence adds to the result of one attempt; for when feedback is due. */
export interface ConfidenceResult {
	/** Answers given for sure that won nothing: what there is to learn. */
	surelyWrong: { position: number; title: string }[];
	/** How many answers of each certainty were right, the surest first; only those that were said. */
	calibration: { confidence: Confidence; count: number; right: number }[];
	/** Certainty-based marks, hundredths of a point; null: the author does not ask for them. */
	cbm: { total: number; best: number } | null;
}

/** @returns null when the quiz does not ask how sure people are */
export function confidenceResult(policy: ConfidencePolicy | undefined, items: JudgedItem[]): ConfidenceResult | null {
	if (policy === undefined || policy === 'off') return null;
	const judged = items.flatMap(({ position, content, value, confidence, score }) =>
		score === null
			? []
			: [{ position, content, confidence, score, maxScore: maxScoreOf(content), isAnswered: isAnswered(value) }]
	);
	return {
		surelyWrong: judged
			.filter(({ confidence, score }) => confidence === 'sure' && score === 0)
			.map(({ position, content }) => ({ position, title: content.title })),
		calibration: CONFIDENCES.flatMap((confidence) => {
			const said = judged.filter((item) => item.confidence === confidence);
			const right = said.filter(({ score, maxScore }) => score === maxScore).length;
			return said.length > 0 ? [{ confidence, count: said.length, right }] : [];
		}),
		cbm:
			policy === 'cbm'
				? {
						total: judged.reduce((sum, item) => sum + cbmMark(item), 0),
						best: judged.reduce((sum, { maxScore }) => sum + 3 * maxScore, 0)
					}
				: null
	};
}
