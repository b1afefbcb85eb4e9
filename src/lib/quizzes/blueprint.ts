import type { Difficulty } from './difficulty.ts';
import type { Question, Quiz } from './quiz.ts';

/** One line of a blueprint: so many questions that have everything it names. */
export interface BlueprintRule {
	count: number;
	topic?: string | undefined;
	competence?: string | undefined;
	difficulty?: Difficulty | undefined;
	tag?: string | undefined;
	/** Whole points, as the question's. */
	points?: number | undefined;
}

/** What a blueprint asks of a question. */
export interface Traits extends Pick<Question, 'topic' | 'competence' | 'difficulty' | 'tags'> {
	/** null: not known yet. */
	points: number | null;
}

export const traitsOf = ({ topic, competence, difficulty, tags, content }: Question): Traits => ({
	topic,
	competence,
	difficulty,
	tags,
	points: content.points
});

/** Whether a question with these traits may stand for the rule. */
export const fitsRule = (rule: BlueprintRule, { topic, competence, difficulty, tags, points }: Traits): boolean =>
	(rule.topic === undefined || rule.topic === topic) &&
	(rule.competence === undefined || rule.competence === competence) &&
	(rule.difficulty === undefined || rule.difficulty === difficulty) &&
	(rule.tag === undefined || tags.includes(rule.tag)) &&
	(rule.points === undefined || rule.points === points);

/**
 * Gives rules their questions, none twice, as many as can be: exactly what they ask for wherever that is possible at all,
 * however the rules overlap. Of the ways to do it, earlier questions come first: a later one is taken only where no
 * earlier one could stand in its place.
 *
 * Sets of questions that can be given to the rules at the same time are a transversal matroid, so taking each in turn
 * that still fits, others moved to another rule for it (an augmenting path, Kuhn 1955), gives the best set there is.
 * @returns the questions of each rule, in the order of the rules; shorter than `count` where there are too few
 */
export function fillBlueprint<T>(
	rules: readonly BlueprintRule[],
	questions: readonly T[],
	fits: (rule: BlueprintRule, question: T) => boolean
): T[][] {
	const given: T[][] = rules.map(() => []);
	const place = (question: T, tried: Set<number>): boolean => {
		for (const [i, rule] of rules.entries()) {
			if (tried.has(i) || !fits(rule, question)) continue;
			tried.add(i);
			const own = given[i]!;
			const free = own.length < rule.count ? own.length : own.findIndex((other) => place(other, tried));
			if (free === -1) continue;
			own[free] = question;
			return true;
		}
		return false;
	};
	let missing = rules.reduce((sum, { count }) => sum + count, 0);
	for (const question of questions) {
		if (missing === 0) break;
		if (place(question, new Set())) missing -= 1;
	}
	return given;
}

/** How many questions an attempt at the quiz asks. */
export const countAsked = ({ draw, questions }: Pick<Quiz, 'draw' | 'questions'>): number =>
	draw ? draw.reduce((sum, { count }) => sum + count, 0) : questions.length;
