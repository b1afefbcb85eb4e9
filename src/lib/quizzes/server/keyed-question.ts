import type { AuthoredContent } from '../question.ts';
import { fieldsOf, questionFeedbackView, questionView } from '../question-view.ts';
import { rightAnswer } from '../right-answer.ts';
import { instantiate } from '../types/calculated/instantiate.ts';
import { drawValues } from '../types/calculated/variables.ts';
import { kindOf } from '../types/registry.ts';
import { seededRandom } from './seeded-random.ts';

export type KeyedQuestion = ReturnType<typeof keyedQuestion>;

/** A question as a learner sees it, and what its author checks: the key and every comment. A calculated one with values. */
export function keyedQuestion(authored: AuthoredContent) {
	const values = authored.type === 'calculated' ? drawValues(authored, seededRandom('author').below) : null;
	const content = instantiate(authored, values);
	const order = kindOf(content).orderOptions(content, (indexes) => indexes);
	const isMarked = content.type === 'open' || content.type === 'file';
	const right = isMarked ? undefined : rightAnswer(content);
	return {
		view: questionView(content, order, right),
		fields: right === undefined ? {} : fieldsOf(content, order, 0, right),
		explanationHtml: questionFeedbackView(content, order, right).explanationHtml,
		feedback: 'choices' in content ? content.choices.filter(({ feedbackHtml }) => feedbackHtml !== null) : [],
		modelAnswerHtml: isMarked ? content.modelAnswerHtml : null,
		accepted: content.type === 'text' ? content.accepted : [],
		formula: authored.type === 'calculated' ? authored.formula : null
	};
}
