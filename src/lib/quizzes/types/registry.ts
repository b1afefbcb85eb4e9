import type { AnswerValue, QuestionContent } from '../question.ts';
import { caseKind } from './case-kind.ts';
import { categorizeKind } from './categorize-kind.ts';
import { multipleKind, singleKind, trueFalseKind } from './choice-kinds.ts';
import { inlineChoiceKind } from './inline-choice-kind.ts';
import { fileKind, openKind } from './marked-kinds.ts';
import { matchingKind } from './matching-kind.ts';
import { orderingKind } from './ordering-kind.ts';
import type { QuestionKind } from './question-kind.ts';
import { tableFillKind } from './table-fill-kind.ts';
import { numberKind, textKind } from './typed-kinds.ts';

type AnyKind = QuestionKind<QuestionContent, AnswerValue>;

const KINDS: Record<QuestionContent['type'], AnyKind> = {
	single: singleKind,
	multiple: multipleKind,
	trueFalse: trueFalseKind,
	number: numberKind,
	text: textKind,
	ordering: orderingKind,
	matching: matchingKind,
	categorize: categorizeKind,
	inlineChoice: inlineChoiceKind,
	tableFill: tableFillKind,
	case: caseKind,
	open: openKind,
	file: fileKind
};

/** What this type of question does its own way. */
export const kindOf = ({ type }: Pick<QuestionContent, 'type'>): AnyKind => KINDS[type];
