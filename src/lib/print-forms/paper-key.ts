import type { QuestionContent } from '../quizzes/question.ts';
import { questionFeedbackView, questionView, type QuestionFeedbackView } from '../quizzes/question-view.ts';
import { rightAnswer } from '../quizzes/right-answer.ts';

/** `A`, `B`… before options on paper. */
export const letterOf = (place: number): string => String.fromCodePoint(65 + place);

/** What the teacher's sheet says of one question. */
export interface PaperKey {
	/** What stands on a paper that is all right: letters, numbers or words; null: people mark it. */
	answer: string | null;
	/** For answers that people mark. */
	guide: QuestionFeedbackView['guide'];
}

/** The key of a question as it stands on paper, options in this order. */
export function paperKey(content: QuestionContent, order: number[]): PaperKey {
	const { options, rows, right, guide } = questionFeedbackView(content, order, rightAnswer(content));
	if (guide) return { answer: null, guide };
	return { answer: answerOnPaper(), guide: null };

	function answerOnPaper(): string {
		if (options.length > 0) return options.flatMap(({ isRight }, i) => (isRight ? [letterOf(i)] : [])).join(', ');
		if (content.type === 'ordering') return order.map((index) => index + 1).join(', ');
		const view = questionView(content, order);
		if (view.type === 'matching')
			return rows.map((row, i) => `${i + 1}${letterOf(view.rights.indexOf(row.right))}`).join(', ');
		if (view.type === 'categorize')
			return rows.map((row, i) => `${i + 1}${letterOf(view.categories.indexOf(row.right))}`).join(', ');
		return right ?? rows.map((row, i) => `${i + 1}. ${row.right}`).join('; ');
	}
}
