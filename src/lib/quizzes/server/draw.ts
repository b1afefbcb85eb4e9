import { createHash } from 'node:crypto';
import { fillBlueprint, fitsRule, traitsOf } from '../blueprint.ts';
import type { Difficulty } from '../difficulty.ts';
import type { QuestionContent } from '../question.ts';
import type { Question, Quiz } from '../quiz.ts';
import { instantiate } from '../types/calculated/instantiate.ts';
import { drawValues, type Values } from '../types/calculated/variables.ts';
import { kindOf } from '../types/registry.ts';
import { seededRandom } from './seeded-random.ts';

export interface DrawnItem {
	question: Question;
	/** The question as it is asked: a calculated one with its values. */
	content: QuestionContent;
	/** The i-th shown option is option `optionOrder[i]` of the content; empty where nothing is shuffled. */
	optionOrder: number[];
	/** The values of a calculated question; null: it has none. */
	variables: Values | null;
}

/** What a draw from a blueprint goes by, beside the seed. */
export interface DrawMemory {
	/** By id: how often the person was asked the question before. */
	sightings: ReadonlyMap<string, number>;
	/** By hash: as answers showed, instead of the author's. */
	difficulties: ReadonlyMap<string, Difficulty>;
}

const NOTHING: DrawMemory = { sightings: new Map(), difficulties: new Map() };

/**
 * The questions of one attempt, in the order shown: the same for the same quiz, seed and memory. What the person saw and
 * what was measured goes on changing, so the record of an attempt is its items, not its seed.
 *
 * With a blueprint, its rules are met exactly, none asked twice, and nothing the person was asked more often where
 * something asked less often could stand in its place; the seed decides among equals, and all are shuffled together.
 * Where measured difficulties leave too few questions for a rule, the author's count. Without a blueprint, all questions
 * come in file order. Options are shuffled, except true and false.
 */
export function drawQuestions(quiz: Quiz, seed: string, memory: DrawMemory = NOTHING): DrawnItem[] {
	const { shuffle, below } = seededRandom(seed);
	const picked = quiz.draw ? shuffle(pickQuestions(shuffle(quiz.questions), quiz.draw, memory)) : quiz.questions;
	return picked.map((question) => {
		const variables = question.content.type === 'calculated' ? drawValues(question.content, below) : null;
		const content = instantiate(question.content, variables);
		return { question, content, optionOrder: kindOf(content).orderOptions(content, shuffle), variables };
	});
}

function pickQuestions(shuffled: Question[], rules: NonNullable<Quiz['draw']>, memory: DrawMemory): Question[] {
	const { sightings, difficulties } = memory;
	const seen = ({ id }: Question) => sightings.get(id) ?? 0;
	const ordered = shuffled.toSorted((a, b) => seen(a) - seen(b));
	const asMeasured = (question: Question) => ({
		...traitsOf(question),
		difficulty: difficulties.get(question.hash) ?? question.difficulty
	});
	const measured = fillBlueprint(rules, ordered, (rule, question) => fitsRule(rule, asMeasured(question)));
	const isMet = measured.every((given, i) => given.length === rules[i]!.count);
	return (isMet ? measured : fillBlueprint(rules, ordered, (rule, one) => fitsRule(rule, traitsOf(one)))).flat();
}

/** The seed of practice: it follows from who practises what for which time, so that a page shows the order to come. */
export function practiceSeed(personId: string, courseSlug: string, quizSlug: string, number: number): string {
	return createHash('sha256')
		.update(JSON.stringify([personId, courseSlug, quizSlug, number]))
		.digest('hex');
}
