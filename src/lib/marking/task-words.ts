import type { MarkingTask, Reader } from './mark.ts';

/** What is to be done about an answer, in a list. */
export const TASKS: Record<MarkingTask, string> = {
	mark: 'do oceny',
	wait: 'czeka na drugą osobę',
	agree: 'oceny się różnią: do uzgodnienia',
	change: 'ocenione'
};

export const READERS: Record<Reader, string> = {
	first: 'Pierwsza ocena',
	second: 'Druga ocena',
	agreed: 'Ocena uzgodniona'
};
