import type { AnswerValue, QuestionContent } from '../question.ts';
import { multipleKind, singleKind, trueFalseKind } from './choice-kinds.ts';
import { matchingKind } from './matching-kind.ts';
import { orderingKind } from './ordering-kind.ts';
import type { QuestionKind } from './question-kind.ts';
import { numberKind, textKind } from './typed-kinds.ts';

type AnyKind = QuestionKind<QuestionContent, AnswerValue>;

const KINDS: Record<QuestionContent['type'], AnyKind> = {
	single: singleKind,
	multiple: multipleKind,
	trueFalse: trueFalseKind,
	number: numberKind,
	text: textKind,
	ordering: orderingKind,
	matching: matchingKind
};

/** What this type of question does its own way. */
export const kindOf = ({ type }: Pick<QuestionContent, 'type'>): AnyKind => KINDS[type];
