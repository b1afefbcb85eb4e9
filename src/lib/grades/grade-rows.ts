import { comparePolish } from '../format.ts';
import { gradeOf, type GradeBook, type GradedQuiz } from './grade-book.ts';
import type { DecisionKind } from './grade-forms.ts';
import { markPercent, weightedResult, type Mark } from './weighted-result.ts';

/** A result of a quiz as stored. Scores are hundredths of a point. */
export interface StoredResult {
	personId: string;
	quizSlug: string;
	best: { score: number; maxScore: number };
	last: { score: number; maxScore: number };
}

/** A decision as stored, with who took it; null: the account is gone. */
export interface StoredDecision {
	personId: string;
	quizSlug: string;
	kind: DecisionKind;
	percent: number | null;
	reason: string;
	decidedBy: string | null;
	decidedAt: string;
}

export interface GradeCell {
	quizSlug: string;
	mark: Mark;
	/** Whole percent, rounded down. */
	percent: number | null;
}

/** One person of the book. */
export interface GradeRow {
	person: { id: string; displayName: string };
	/** One for each quiz, in its order. */
	cells: GradeCell[];
	percent: number | null;
	grade: string | null;
	/** Quizzes that count and have no result yet. */
	missing: number;
}

/**
 * The book of a group: people in Polish order, each with a mark for each quiz and the weighted result.
 * @param decisions the oldest first; the newest of a person and quiz counts
 */
export function gradeRows(
	book: GradeBook,
	quizzes: GradedQuiz[],
	people: { id: string; displayName: string }[],
	stored: { results: StoredResult[]; decisions: StoredDecision[] }
): GradeRow[] {
	const results = new Map(stored.results.map((result) => [keyOf(result.personId, result.quizSlug), result]));
	const decisions = new Map(
		stored.decisions.map((decision) => [keyOf(decision.personId, decision.quizSlug), decision])
	);
	return people
		.map((person) => {
			const marks = quizzes.map(({ slug, weight }) => {
				const key = keyOf(person.id, slug);
				return { weight, mark: markOf(book, results.get(key), decisions.get(key)) };
			});
			const { percent, missing } = weightedResult(marks);
			const cells = marks.map(({ mark }, i) => ({
				quizSlug: quizzes[i]?.slug ?? '',
				mark,
				percent: markPercent(mark)
			}));
			return { person, cells, percent, grade: gradeOf(percent, book), missing };
		})
		.sort((a, b) => comparePolish(a.person.displayName, b.person.displayName));
}

const keyOf = (personId: string, quizSlug: string) => `${personId} ${quizSlug}`;

function markOf(book: Pick<GradeBook, 'counting'>, result?: StoredResult, decision?: StoredDecision): Mark {
	if (decision?.kind === 'excused') return { kind: 'excused' };
	if (decision?.kind === 'override') return { kind: 'override', percent: decision.percent ?? 0 };
	return result ? { kind: 'score', ...result[book.counting] } : { kind: 'missing' };
}
