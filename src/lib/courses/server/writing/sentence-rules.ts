import { AUDIENCES, type Audience } from '../../course.ts';
import { plural } from '../../../format.ts';
import { warning, type Problem } from '../problems.ts';
import type { Block } from './prose.ts';
import { splitSentences } from './sentences.ts';

/** How long sentences may be, in words: of one text on average, and each. */
export interface Limit {
	mean: number;
	single: number;
	/** `dla szkoły`, as a message says it. */
	forWhom: string;
}

/** Our own rule, documented in the authors' guide. */
const LIMITS: Record<Audience | 'etr', Limit> = {
	szkola: { mean: 14, single: 30, forWhom: 'dla szkoły' },
	uczelnia: { mean: 20, single: 45, forWhom: 'dla uczelni' },
	'samorzad-i-pes': { mean: 20, single: 45, forWhom: 'dla samorządu i PES' },
	etr: { mean: 9, single: 15, forWhom: 'w tekście łatwym do czytania' }
};
/** A mean over fewer sentences says little. */
const FEWEST = 10;

/** The strictest limit of those a course is for. */
export const limitFor = (audience: Audience[]): Limit =>
	(Object.keys(AUDIENCES) as Audience[])
		.filter((one) => audience.includes(one))
		.map((one) => LIMITS[one])
		.reduce((strictest, one) => (one.single < strictest.single ? one : strictest));

export const EASY_LIMIT = LIMITS.etr;

/** @param meanLine where a mean that is too long is told */
export function checkSentences(blocks: Block[], limit: Limit, meanLine: number): Problem[] {
	const sentences = blocks
		.filter((block) => block.isRunning)
		.flatMap((block) => splitSentences(block.text).map(({ start, words }) => ({ words, line: block.lineAt(start) })));
	const problems = sentences
		.filter(({ words }) => words > limit.single)
		.map(({ words, line }) => {
			const has = `zdanie ma ${words} ${plural(words, 'słowo', 'słowa', 'słów')}`;
			return warning(line, `${has}, a ${limit.forWhom} zostaw najwyżej ${limit.single}; podziel je`);
		});
	const mean = sentences.reduce((sum, { words }) => sum + words, 0) / sentences.length;
	if (sentences.length >= FEWEST && mean > limit.mean) {
		const written = mean.toFixed(1).replace('.', ',');
		const message = `zdania mają średnio ${written} słowa, a ${limit.forWhom} zostaw najwyżej ${limit.mean}; podziel najdłuższe`;
		problems.push(warning(meanLine, message));
	}
	return problems;
}
