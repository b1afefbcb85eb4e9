import { isAnswered } from '#lib/quizzes/answer-value.ts';
import { maxScoreOf } from '#lib/quizzes/grade.ts';
import type { AnswerValue, AuthoredContent } from '#lib/quizzes/question.ts';

/** Below so many answers nothing is concluded about a question. */
export const LEAST_ANSWERS = 5;

/** A scored question in somebody's first attempt at a quiz. */
export interface FirstAnswer {
	questionHash: string;
	/** The revision it was scored by: its own, or the one put right. */
	gradedHash: string;
	/** Hundredths of a point. */
	score: number;
	/** undefined: no answer. */
	value: AnswerValue | undefined;
}

/** How one revision of a question went in a group. */
export interface QuestionTally {
	quizSlug: string;
	questionHash: string;
	/** In how many attempts it stood. */
	seen: number;
	answered: number;
	/** Hundredths of a point, of `of` that could be had: an empty answer is worth nothing. */
	won: number;
	of: number;
	/** The wrong option chosen most often; null: none was, or the question has no options. */
	wrong: { choice: number; count: number } | null;
}

/** Adds up the questions of one quiz, a slice of answers after the other. */
export class QuizTally {
	readonly #quizSlug: string;
	readonly #byHash = new Map<string, { seen: number; answered: number; won: number; of: number; chosen: number[] }>();

	constructor(quizSlug: string) {
		this.#quizSlug = quizSlug;
	}

	/** @param contents the revisions of all the answers, and those they were scored by */
	add(answers: FirstAnswer[], contents: ReadonlyMap<string, AuthoredContent>): void {
		for (const { questionHash, gradedHash, score, value } of answers) {
			const content = contents.get(gradedHash);
			if (!content) throw new Error(`Question revision ${gradedHash} was not given.`);
			let sum = this.#byHash.get(questionHash);
			if (!sum) this.#byHash.set(questionHash, (sum = { seen: 0, answered: 0, won: 0, of: 0, chosen: [] }));
			sum.seen++;
			sum.won += score;
			sum.of += maxScoreOf(content);
			if (!isAnswered(value)) continue;
			sum.answered++;
			for (const choice of wrongChoices(content, value)) sum.chosen[choice] = (sum.chosen[choice] ?? 0) + 1;
		}
	}

	questions(): QuestionTally[] {
		return [...this.#byHash].map(([questionHash, { chosen, ...sums }]) => ({
			quizSlug: this.#quizSlug,
			questionHash,
			...sums,
			wrong: mostChosen(chosen)
		}));
	}
}

function wrongChoices(content: AuthoredContent, value: AnswerValue): number[] {
	if (content.type !== 'single' && content.type !== 'trueFalse' && content.type !== 'multiple') return [];
	const chosen = (Array.isArray(value) ? value : [value]) as number[];
	return chosen.filter((choice) => content.choices[choice]?.isRight === false);
}

function mostChosen(counts: number[]): QuestionTally['wrong'] {
	let most: QuestionTally['wrong'] = null;
	counts.forEach((count, choice) => {
		if (!most || count > most.count) most = { choice, count };
	});
	return most;
}

/** Whether enough people answered to say something. */
export const isTelling = ({ answered }: Pick<QuestionTally, 'answered'>): boolean => answered >= LEAST_ANSWERS;

/** The hardest first, compared as exact fractions; those nothing can be said about at the end. */
export function byHardness(a: QuestionTally, b: QuestionTally): number {
	return Number(isTelling(b)) - Number(isTelling(a)) || a.won * b.of - b.won * a.of || b.answered - a.answered;
}

/** How easy a question is, in whole hundredths from 0 to 100, rounded down. */
export const facilityOf = ({ won, of }: Pick<QuestionTally, 'won' | 'of'>): number =>
	of > 0 ? Math.floor((won * 100) / of) : 0;
