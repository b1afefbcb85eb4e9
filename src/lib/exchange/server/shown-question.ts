import type { AuthoredContent } from '#lib/quizzes/question.ts';
import { fieldsOf, questionFeedbackView, questionView } from '#lib/quizzes/question-view.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import { kindOf } from '#lib/quizzes/types/registry.ts';

/** A question as a learner sees it, and what its author checks: the key and every comment. */
export function formsOf(content: AuthoredContent) {
	if (content.type === 'calculated') return null;
	const order = kindOf(content).orderOptions(content, (indexes) => indexes);
	const isMarked = content.type === 'open' || content.type === 'file';
	const right = isMarked ? undefined : rightAnswer(content);
	return {
		view: questionView(content, order),
		fields: right === undefined ? {} : fieldsOf(content, order, 0, right),
		explanationHtml: questionFeedbackView(content, order, right).explanationHtml,
		feedback: 'choices' in content ? content.choices.filter(({ feedbackHtml }) => feedbackHtml !== null) : [],
		modelAnswerHtml: isMarked ? content.modelAnswerHtml : null,
		accepted: content.type === 'text' ? content.accepted : []
	};
}
