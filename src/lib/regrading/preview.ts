import { percentOf } from '#lib/progress/completion.ts';
import { isChanged, type Standing } from './judge.ts';

/** Attempts whose result would move in the same way. */
export interface ResultMove {
	/** Whole percent. */
	from: number;
	to: number;
	wasPassed: boolean;
	isPassed: boolean;
	count: number;
}

/** One attempt whose result would change, without whose it is. */
export interface AttemptMove {
	quizSlug: string;
	number: number;
	closedAt: string;
	before: Standing;
	after: Standing;
}

export interface PreviewCounts {
	/** Scored attempts that hold the question. */
	attempts: number;
	/** Whose result would change. */
	changed: number;
	raised: number;
	lowered: number;
	/** Left as they are because they would lose. */
	spared: number;
	/** Attempts whose maximum would be nothing. */
	emptied: number;
	passesGained: number;
	passesLost: number;
}

type Result = Pick<Standing, 'score' | 'maxScore' | 'isPassed'>;

/** What a regrade would do, in numbers. */
export interface Preview extends PreviewCounts {
	/** From the lowest result. */
	moves: ResultMove[];
	/** The newest few. */
	sample: AttemptMove[];
	/** People who would complete the course, and so get its certificate. */
	certificatesIssued: number;
	/** Valid certificates of people who would lose their only pass; they stay. */
	certificatesKept: number;
	/** null: fewer than five people, so not told. */
	organizations: { name: string | null; people: number | null }[];
	/** Over what was judged: the same attempts with the same scores before and after give the same one. */
	fingerprint: string;
	/** Attempts closed until then were judged. */
	closedUntil: string;
}

export const SAMPLE_SIZE = 30;

/** Adds up what a regrade would do, attempt by attempt. */
export class PreviewTally {
	readonly counts: PreviewCounts = {
		attempts: 0,
		changed: 0,
		raised: 0,
		lowered: 0,
		spared: 0,
		emptied: 0,
		passesGained: 0,
		passesLost: 0
	};
	readonly sample: AttemptMove[] = [];
	readonly #moves = new ResultMoves();

	/** @param after null: the attempt stays as it is */
	add(move: Omit<AttemptMove, 'after'>, after: Standing | null): void {
		const { counts } = this;
		const { before } = move;
		counts.attempts++;
		if (after === null) {
			counts.spared++;
			return;
		}
		if (after.maxScore === 0) counts.emptied++;
		if (!isChanged(before, after)) return;
		counts.changed++;
		const gain = after.score * before.maxScore - before.score * after.maxScore;
		if (gain > 0) counts.raised++;
		if (gain < 0) counts.lowered++;
		if (before.isPassed === 0 && after.isPassed === 1) counts.passesGained++;
		if (before.isPassed === 1 && after.isPassed === 0) counts.passesLost++;
		if (this.sample.length < SAMPLE_SIZE) this.sample.push({ ...move, after });
		this.#moves.add(before, after, 1);
	}

	get moves(): ResultMove[] {
		return this.#moves.list();
	}
}

/** Counts results that move alike. */
export class ResultMoves {
	readonly #moves = new Map<string, ResultMove>();

	add(before: Result, after: Result, count: number): void {
		const move = {
			from: percentOf(before.score, before.maxScore),
			to: percentOf(after.score, after.maxScore),
			wasPassed: before.isPassed === 1,
			isPassed: after.isPassed === 1
		};
		const key = JSON.stringify(move);
		const known = this.#moves.get(key);
		if (known) known.count += count;
		else this.#moves.set(key, { ...move, count });
	}

	/** From the lowest result. */
	list(): ResultMove[] {
		return [...this.#moves.values()].sort((a, b) => a.from - b.from || a.to - b.to);
	}
}
