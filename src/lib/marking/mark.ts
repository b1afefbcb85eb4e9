/** Who gave a mark: the second reads without seeing the first; where they differ too much, both agree on a third. */
export type Reader = 'first' | 'second' | 'agreed';
export type MarkingPolicy = 'single' | 'double';

export interface Mark {
	reader: Reader;
	/** Hundredths of a point for each criterion, in the question's order. */
	criteria: number[];
	/** Their sum. */
	score: number;
	/** For the learner; may be empty. */
	comment: string;
	/** null: the account is gone. */
	markedBy: string | null;
	markedAt: string;
}

/** The marks of one answer so far, and what they are given by. */
export interface Marking {
	marks: Mark[];
	policy: MarkingPolicy;
	/** Hundredths of a point. */
	maxScore: number;
}

/** What an answer is worth in the end. */
export interface FinalMark {
	criteria: number[];
	score: number;
	/** One after another, empty ones left out. */
	comments: string[];
}

/**
 * What somebody can do about an answer: mark it as one of the readers; `wait` for the other reader, meanwhile correcting
 * the own mark; `agree` on a mark where the two differ too much; `change` the final mark.
 */
export type MarkingTask = 'mark' | 'wait' | 'agree' | 'change';

/** Two marks further apart than this share of the points need a third. */
export const AGREED_ABOVE_PERCENT = 15;

const of = (marks: Mark[], reader: Reader) => marks.find((mark) => mark.reader === reader);

/** Whether two readers see the same answer too differently for a mean to be fair. */
export function areApart(first: number, second: number, maxScore: number): boolean {
	return Math.abs(first - second) * 100 > maxScore * AGREED_ABOVE_PERCENT;
}

/**
 * The mark that counts; null while one is missing. With two readers it is the agreed mark, or the mean of both, each
 * criterion rounded down to a hundredth of a point, so that the sum the learner sees adds up.
 */
export function finalMark({ marks, policy, maxScore }: Marking): FinalMark | null {
	const first = of(marks, 'first');
	const second = of(marks, 'second');
	const agreed = of(marks, 'agreed');
	if (agreed) return alone(agreed);
	if (policy === 'single') return first ? alone(first) : null;
	if (!first || !second || areApart(first.score, second.score, maxScore)) return null;
	const criteria = first.criteria.map((points, at) => Math.floor((points + (second.criteria[at] ?? 0)) / 2));
	return { criteria, score: sumOf(criteria), comments: commentsOf([first, second]) };
}

const alone = (mark: Mark): FinalMark => ({
	criteria: mark.criteria,
	score: mark.score,
	comments: commentsOf([mark])
});

const commentsOf = (marks: Mark[]) => marks.map(({ comment }) => comment).filter((comment) => comment !== '');

export const sumOf = (criteria: number[]): number => criteria.reduce((sum, points) => sum + points, 0);

/** What this person does next about an answer, and as which reader. */
export function taskOf(marking: Marking, personId: string): { task: MarkingTask; reader: Reader } {
	const { marks, policy } = marking;
	const first = of(marks, 'first');
	if (policy === 'single') return { task: first ? 'change' : 'mark', reader: 'first' };
	if (!first) return { task: 'mark', reader: 'first' };
	if (!of(marks, 'second')) {
		return first.markedBy === personId ? { task: 'wait', reader: 'first' } : { task: 'mark', reader: 'second' };
	}
	return { task: finalMark(marking) ? 'change' : 'agree', reader: 'agreed' };
}

/** The marks this person may see: a second reader none of the first's, before saving their own. */
export function visibleMarks(marking: Marking, personId: string): Mark[] {
	const isBlind = marking.policy === 'double' && taskOf(marking, personId).task === 'mark';
	return isBlind ? [] : marking.marks;
}

/** Names what somebody saw when they began to mark: a form made from anything else is told so. */
export const seenToken = (marks: Mark[]): string =>
	marks
		.map(({ reader, markedAt }) => `${reader} ${markedAt}`)
		.sort()
		.join(', ');
