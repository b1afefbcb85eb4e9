import type { BlueprintRule } from '../../quizzes/blueprint.ts';
import { DIFFICULTIES } from '../../quizzes/difficulty.ts';
import type { QuizFrontMatter } from './front-matter-schemas.ts';

/** A rule of a blueprint with its place below the key `draw`. */
export interface WrittenRule {
	rule: BlueprintRule;
	key: string | number;
}

/** The blueprint of a quiz in either form: topics with numbers, or a list of rules. */
export function readDraw(draw: NonNullable<QuizFrontMatter['draw']>): WrittenRule[] {
	if (!Array.isArray(draw))
		return Object.entries(draw).map(([topic, count]) => ({ rule: { count, topic }, key: topic }));
	return draw.map(({ difficulty, ...rule }, key) => ({
		rule: { ...rule, difficulty: difficulty && DIFFICULTIES[difficulty] },
		key
	}));
}
