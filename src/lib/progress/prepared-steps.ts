import { percentOf, type LearningFacts } from './completion.ts';

/**
 * One lesson as boards and reports read it, as short as it can be stored: read (1) or not (0); once its quiz was graded
 * also how often, the best whole percent, and passed (1) or not (0).
 */
export type PreparedStep = [isRead: 0 | 1] | [isRead: 0 | 1, gradedCount: number, bestPercent: number, isPassed: 0 | 1];

/** What a person has done in a course, by the slug of the lesson; lessons without a trace are not there. */
export type PreparedSteps = Readonly<Record<string, PreparedStep>>;

type Done = Pick<LearningFacts, 'readLessons' | 'quizzes'>;

/** The steps that follow from facts. Equal facts give the same text as JSON, whatever their order. */
export function prepareSteps({ readLessons, quizzes }: Done): PreparedSteps {
	const slugs = [...new Set([...readLessons, ...quizzes.keys()])].sort();
	return Object.fromEntries(
		slugs.map((slug): [string, PreparedStep] => {
			const isRead = readLessons.has(slug) ? 1 : 0;
			const result = quizzes.get(slug);
			if (!result) return [slug, [isRead]];
			const bestPercent = percentOf(result.bestScore, result.bestMaxScore);
			return [slug, [isRead, result.gradedCount, bestPercent, result.isPassed ? 1 : 0]];
		})
	);
}

const NOTHING: PreparedSteps = {};

/** Reads `enrollment.steps`; null, which waits to be prepared, reads as nothing done. */
export const readSteps = (stored: string | null): PreparedSteps =>
	stored === null ? NOTHING : (JSON.parse(stored) as PreparedSteps);

/** A slug is any word, so it is looked for among the own properties only. */
export const stepOf = (steps: PreparedSteps, slug: string): PreparedStep | undefined =>
	Object.hasOwn(steps, slug) ? steps[slug] : undefined;
