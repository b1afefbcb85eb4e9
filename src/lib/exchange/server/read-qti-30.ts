import type { ImportedQuestion } from '../imported-question.ts';
import type { Markup } from './markup.ts';
import { inNamesOf21 } from './qti-names.ts';
import { readQtiItem, type QtiPlace } from './read-qti-item.ts';

export const isQti30Item = ({ name }: Markup) => name === 'qti-assessment-item';

/** Reads an item of QTI 3.0. */
export const readQti30 = (item: Markup, place: QtiPlace): ImportedQuestion[] => readQtiItem(inNamesOf21(item), place);
