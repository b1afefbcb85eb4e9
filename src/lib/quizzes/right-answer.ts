import type { AnswerValue, QuestionContent } from './question.ts';
import { kindOf } from './types/registry.ts';

/** The answer worth all points, in the content's own terms. */
export const rightAnswer = (content: QuestionContent): AnswerValue => kindOf(content).rightAnswer(content);
