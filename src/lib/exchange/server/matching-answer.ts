import type { DraftAnswer } from '../imported-question.ts';
import type { NoteBook } from './note-book.ts';

/**
 * Pairs as ours hold them: each right side once is matching, several left sides to one right side are groups.
 * @param alone right sides without a left one
 */
export function matchingAnswer(
	pairs: { left: string; right: string }[],
	alone: string[],
	notes: NoteBook
): DraftAnswer {
	const rights = [...new Set(pairs.map(({ right }) => right))];
	const distractors = [...new Set(alone)].filter((right) => !rights.includes(right));
	if (rights.length === pairs.length)
		return { type: 'matching', leftHeader: 'Element', rightHeader: 'Pasuje do niego', pairs, distractors };
	if (distractors.length > 0)
		notes.dropped(`Grupy, do których nic nie należało: ${distractors.map((right) => `„${right}”`).join(', ')}.`);
	return {
		type: 'categorize',
		categories: rights,
		items: pairs.map(({ left, right }) => ({ text: left, category: rights.indexOf(right) }))
	};
}
