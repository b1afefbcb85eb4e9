import type { ImportedQuestion } from '../imported-question.ts';
import type { Markup } from './markup.ts';
import { readQtiItem, type QtiPlace } from './read-qti-item.ts';

export const isQti21Item = ({ name }: Markup) => name === 'assessmentItem';

/** Reads an item of QTI 2.0, 2.1 or 2.2. */
export const readQti21 = (item: Markup, place: QtiPlace): ImportedQuestion[] => readQtiItem(item, place);
