import { isAnswered } from '#lib/quizzes/answer-value.ts';
import { maxScoreOf } from '#lib/quizzes/grade.ts';
import type { AnswerValue, AuthoredContent } from '#lib/quizzes/question.ts';

/** A question of an attempt: the revision asked, what it was graded by, hundredths of a point, the answer as JSON. */
export type ItemRow = [
	questionHash: string,
	gradedHash: string | null,
	voided: 'full' | 'none' | null,
	score: number | null,
	/** null: there was none; absent: it was not read. */
	value?: string | null
];

/** One revision of a question among the responses. */
export interface ItemColumn {
	hash: string;
	/** What it is graded by: its own key, or the one put right. */
	gradedHash: string;
	/** Hundredths of a point. */
	maxScore: number;
	/** Of choices; 0 where an answer is not a choice from a list. */
	choiceCount: number;
	/** Taken out of the score: it is in no number. */
	isVoided: boolean;
	/** Choices as bits, by the answer's JSON. */
	readonly known: Map<string, number>;
}

/** Nothing was answered. */
export const BLANK = -1;
/** What was answered is not known. */
export const UNREAD = -2;
const MOST_CHOICES = 30;

/**
 * Answers of first attempts side by side, as numbers in columns: a million of them in some tens of megabytes. Answer `r`
 * belongs to item `itemOf[r]`; the answers of attempt `a` are those from `starts[a]` up to, not including, `starts[a + 1]`.
 */
export class Responses {
	readonly items: ItemColumn[] = [];
	readonly starts: number[] = [0];
	readonly itemOf: number[] = [];
	/** Hundredths of a point. */
	readonly points: number[] = [];
	/** The choices ticked, a bit each; `BLANK`: none; `UNREAD`: not known; 0: answered in another way. */
	readonly ticked: number[] = [];
	readonly #indexes = new Map<string, number>();

	get attemptCount(): number {
		return this.starts.length - 1;
	}

	/** @param contents holds the revisions that were asked */
	addAttempt(rows: ItemRow[], contents: ReadonlyMap<string, AuthoredContent>): void {
		for (const [hash, gradedHash, voided, score, value] of rows) {
			let index = this.#indexes.get(hash);
			if (index === undefined) this.#indexes.set(hash, (index = this.#addItem(hash, contents)));
			const item = this.items[index] as ItemColumn;
			if (gradedHash !== null) item.gradedHash = gradedHash;
			if (voided !== null) {
				item.isVoided = true;
				continue;
			}
			this.itemOf.push(index);
			this.points.push(score ?? 0);
			this.ticked.push(tickedBy(item, value));
		}
		this.starts.push(this.itemOf.length);
	}

	#addItem(hash: string, contents: ReadonlyMap<string, AuthoredContent>): number {
		const content = contents.get(hash);
		if (!content) throw new Error(`Question revision ${hash} was not given.`);
		const choiceCount = 'choices' in content && content.choices.length <= MOST_CHOICES ? content.choices.length : 0;
		const maxScore = maxScoreOf(content);
		return this.items.push({ hash, gradedHash: hash, maxScore, choiceCount, isVoided: false, known: new Map() }) - 1;
	}
}

function tickedBy(item: ItemColumn, value: string | null | undefined): number {
	if (value === undefined) return UNREAD;
	if (value === null) return BLANK;
	if (item.choiceCount === 0) return isAnswered(JSON.parse(value) as AnswerValue) ? 0 : BLANK;
	let bits = item.known.get(value);
	if (bits === undefined) item.known.set(value, (bits = bitsOf(JSON.parse(value) as AnswerValue)));
	return bits;
}

function bitsOf(value: AnswerValue): number {
	if (!isAnswered(value)) return BLANK;
	const chosen = (Array.isArray(value) ? value : [value]) as number[];
	return chosen.reduce((bits, choice) => bits | (1 << choice), 0);
}
